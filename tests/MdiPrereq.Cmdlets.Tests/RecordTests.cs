using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Xunit;

namespace MdiPrereq.Tests.Cmdlets;

/// <summary>Progress, verbose and warning records.</summary>
public class RecordTests(Sample sample) : IClassFixture<Sample>
{
    private const string Slow = "Test-MdiNnr 192.0.2.201-192.0.2.204 -TimeoutMilliseconds 1600 -Method Ntlm";

    [Fact]
    public void A_run_of_more_than_a_second_shows_its_progress_and_clears_it()
    {
        var progress = sample.Session.Run(Slow).Progress;
        Assert.NotEmpty(progress);
        Assert.All(progress, record => Assert.Equal("Asking devices for their names", record.Activity));
        Assert.Contains(progress, record => record.StatusDescription.EndsWith("of 4 done", StringComparison.Ordinal));
        Assert.Contains(
            progress, record => record.CurrentOperation is { } now && now.EndsWith(" in flight at most", StringComparison.Ordinal));
        Assert.All(progress, record => Assert.InRange(record.PercentComplete, -1, 100));
        Assert.Equal(ProgressRecordType.Completed, progress[^1].RecordType);
    }

    [Fact]
    public void A_short_run_shows_none() => Assert.Empty(sample.Session.Run("Get-MdiRequiredPort | Where-Object Port -EQ 389").Progress);

    [Fact]
    public void Progress_can_be_turned_off() =>
        Assert.Empty(sample.Session.Run("$ProgressPreference = 'Ignore'; " + Slow + "; $ProgressPreference = 'Continue'").Progress);

    [Theory]
    [InlineData("Test-MdiNnr 192.0.2.101, 192.0.2.102 -Method Ntlm, NetBios -ThrottleLimit 1 -Verbose", 1, 1)]
    [InlineData("Test-MdiPort dc01.contoso.test -Id Ldap389, Gc3268 -Verbose", 1, 8)]
    [InlineData("Test-MdiPort dc01.contoso.test -Id Ldap389, Gc3268 -MaxRate 1000 -Verbose", 1, 8)]
    public void Verbose_says_at_the_end_how_many_were_in_flight_at_most(string script, int least, int most)
    {
        var outcome = sample.Session.Run(script);
        var line = Assert.Single(outcome.Verbose, line => line.StartsWith("Probes in flight at once: up to ", StringComparison.Ordinal));
        Assert.InRange(int.Parse(line[32..^1], CultureInfo.InvariantCulture), least, most);
    }

    [Fact]
    public void Nothing_is_said_unasked()
    {
        var outcome = sample.Session.Run("Test-MdiPort -DomainName contoso.test -Id Gc3268 -TimeoutMilliseconds 300");
        Assert.Empty(outcome.Verbose);
        Assert.Empty(outcome.Warnings);
    }
}
