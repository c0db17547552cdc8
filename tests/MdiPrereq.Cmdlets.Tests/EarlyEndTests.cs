using System.Linq;
using Xunit;

namespace MdiPrereq.Tests.Cmdlets;

/// <summary>
/// Ctrl+C and a downstream command that has enough end the work at once. Nothing answers at most of these addresses, and each is given a
/// minute: a run that went to its end would take longer than any test may.
/// </summary>
public class EarlyEndTests(Sample sample) : IClassFixture<Sample>
{
    private const string Endless = "Test-MdiNnr 192.0.2.101, 192.0.2.128/25 -TimeoutMilliseconds 60000 -Method Ntlm, NetBios, Rdp";

    [Fact]
    public void Control_C_stops_a_run()
    {
        var outcome = sample.Session.RunAndStop(Endless);
        Assert.True(outcome.Ended);
        Assert.Equal(["192.0.2.101"], outcome.Each("ComputerName"));
        SessionWorks();
    }

    [Fact]
    public void Control_C_stops_a_run_in_the_middle_of_a_script()
    {
        var outcome = sample.Session.RunAndStop("1; " + Endless + "; 2");
        Assert.DoesNotContain(outcome.Output, one => 2.Equals(one.BaseObject));
        SessionWorks();
    }

    [Fact]
    public void A_downstream_command_that_has_enough_ends_a_run()
    {
        var outcome = sample.Session.Run("do { " + Endless + " | ForEach-Object { $_; break } } while ($false); 'after'");
        Assert.Equal(2, outcome.Output.Count);
        Assert.Equal("after", outcome.Output[1].BaseObject);
        SessionWorks();
    }

    [Fact]
    public void A_downstream_command_that_fails_ends_a_run()
    {
        var outcome = sample.Session.Run("try { " + Endless + " | ForEach-Object { throw 'enough' } } catch { \"$_\" }");
        Assert.Equal("enough", outcome.Output.Single().BaseObject);
        SessionWorks();
    }

    [Fact]
    public void A_pipeline_that_is_disposed_ends_a_run()
    {
        var outcome = sample.Session.Run("""
            $pipeline = { Test-MdiNnr -TimeoutMilliseconds 60000 -Method Ntlm }.GetSteppablePipeline()
            $pipeline.Begin($true)
            $pipeline.Process('192.0.2.201')
            $pipeline.Process('192.0.2.202')
            $pipeline.Dispose()
            'after'
            """);
        Assert.Equal("after", outcome.Output.Single().BaseObject);
        SessionWorks();
    }

    // Results come while later targets are still unanswered, not when all is done.
    [Fact]
    public void Results_are_streamed()
    {
        var outcome = sample.Session.Run("""
            do {
                '192.0.2.200', '192.0.2.101', '192.0.2.201' | Test-MdiNnr -TimeoutMilliseconds 60000 -Method Ntlm | ForEach-Object { $_; break }
            } while ($false)
            """);
        Assert.Equal("192.0.2.101", outcome.Each("ComputerName").Single());
    }

    private void SessionWorks() =>
        Assert.Equal("Pass", sample.Session.Run("Test-MdiPort dc01.contoso.test -Id Gc3268").Each("Verdict").Single());
}
