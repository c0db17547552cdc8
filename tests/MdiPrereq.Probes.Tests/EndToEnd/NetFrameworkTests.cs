using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>The .NET Framework build: its probes work where mono runs them.</summary>
[Collection(Lab.Name)]
public class NetFrameworkTests(Lab lab)
{
    private const int StandaloneRows = 13;

    [Fact]
    public async Task Speaks_every_protocol_of_a_domain_controller_under_mono()
    {
        Assert.SkipWhen(Machine.Find("mono") is null, "mono is not installed");
        Assert.SkipWhen(lab.Missing.Length > 0, lab.Missing);
        var (exitCode, output) = await Machine.RunAsync("ip", "netns", "exec", "mdi-sensor", "mono", Program(), "10.77.0.10");
        Assert.Equal(0, exitCode);
        Assert.Equal(StandaloneRows, output.Split('\n').Count(line => line.Contains(" Open ProtocolReply True ")));
    }

    // Mono would fetch nothing either way; what counts is that no row goes on to where Windows builds its chain.
    [Fact]
    public async Task Does_not_go_on_behind_a_certificate_that_could_lead_this_machine_elsewhere()
    {
        Assert.SkipWhen(Machine.Find("mono") is null, "mono is not installed");
        Assert.SkipWhen(lab.Missing.Length > 0, lab.Missing);
        var fetched = await Neighbours.FetchedAsync();
        var hosts = Neighbours.Poisoned.Take(8).Concat(["10.77.0.10"]).ToList();
        var (exitCode, output) = await Machine.RunAsync("ip", ["netns", "exec", "mdi-sensor", "mono", Program(), .. hosts]);
        fetched = await Neighbours.FetchedAsync() - fetched;
        var lines = output.Split('\n');
        Assert.Multiple(
            () => Assert.Equal(0, exitCode),
            () => Assert.Equal(0, fetched),
            () =>
                Assert.Equal(
                    16,
                    lines.Count(
                        line => line.StartsWith("10.77.10.", System.StringComparison.Ordinal) && line.Contains(" NotTested Error False ")
                            && line.Contains("would fetch it"))),
            () =>
                Assert.Equal(
                    8,
                    lines.Count(
                        line => line.StartsWith("10.77.10.", System.StringComparison.Ordinal)
                            && line.Contains(" NnrRdp3389 Tcp Open ProtocolReply True ") && line.Contains("certificate for"))),
            () =>
                Assert.Equal(
                    StandaloneRows,
                    lines.Count(
                        line => line.StartsWith("10.77.0.10 ", System.StringComparison.Ordinal)
                            && line.Contains(" Open ProtocolReply True "))));
    }

    [Fact]
    public async Task Tells_closed_ports_under_mono()
    {
        Assert.SkipWhen(Machine.Find("mono") is null, "mono is not installed");
        var (exitCode, output) = await Machine.RunAsync("mono", Program(), "127.0.0.77");
        Assert.Equal(0, exitCode);
        Assert.Contains("Closed ConnectionRefused", output);
        Assert.DoesNotContain(" Error ", output);
    }

    // Built by the same build as these tests, in the same configuration.
    private static string Program()
    {
        var configuration = new DirectoryInfo(System.AppContext.BaseDirectory).Parent!.Name;
        return Path.Combine(Machine.Repository, "tests/MdiPrereq.NetFramework/bin", configuration, "net472/MdiPrereq.NetFramework.exe");
    }
}
