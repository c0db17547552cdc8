using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>What a small limit may do to a result: cost it its answer, and then it says so. Never lose it, never make it wrong.</summary>
[Collection(Lab.Name)]
public class SmallLimitTests(Lab lab)
{
    [Theory]
    [InlineData(80, 4)]
    [InlineData(84, 4)]
    [InlineData(88, 4)]
    [InlineData(96, 4)]
    [InlineData(128, 64)]
    [InlineData(256, 256)]
    [InlineData(512, 512)]
    public async Task Every_row_is_delivered_when_descriptors_are_few(int descriptors, int silent)
    {
        Assert.SkipWhen(lab.Missing.Length > 0, lab.Missing);
        Assert.SkipWhen(Machine.Find("prlimit") is null, "there is no prlimit");
        AssertDelivered(await RunAsync("mdi-sensor", [Limit(descriptors)], silent), silent);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(96)]
    [InlineData(128)]
    public async Task The_exit_code_says_yes_only_when_every_row_was_verified(int descriptors)
    {
        Assert.SkipWhen(lab.Missing.Length > 0, lab.Missing);
        Assert.SkipWhen(Machine.Find("prlimit") is null, "there is no prlimit");
        var run = await ToolRun.InAsync(
            "mdi-sensor",
            ["prlimit", Limit(descriptors)],
            ["test", .. Neighbours.Healthy, "--sensor-type", "Standalone", "--destination", "DnsServer,DomainController", "--throttle", "1000"]);
        var verified = run.Rows.Count(row => ToolRun.Text(row, "Verified") == "True");
        Assert.Equal(80, run.Rows.Count);
        Assert.Equal(verified == 80, run.ExitCode == 0);
    }

    // A fault in writing would lose rows as surely as one in asking.
    [Theory]
    [InlineData("json")]
    [InlineData("csv")]
    [InlineData("table")]
    public async Task Every_output_is_written_where_descriptors_are_few(string output)
    {
        Assert.SkipWhen(lab.Missing.Length > 0, lab.Missing);
        Assert.SkipWhen(Machine.Find("prlimit") is null, "there is no prlimit");
        var (exitCode, text) = await Machine.RunAsync(
            "ip",
            [
                "netns",
                "exec",
                "mdi-sensor",
                "prlimit",
                Limit(80),
                "dotnet",
                ToolRun.Tool,
                "test",
                "10.77.0.41",
                "10.77.0.42",
                "--sensor-type",
                "Standalone",
                "--throttle",
                "1000",
                "--output",
                output,
            ]);

        // What writes the table costs descriptors too; then a row may want those that it cannot have.
        Assert.Matches("26 checks: (26 pass|26 not tested|[0-9]+ pass, [0-9]+ not tested) ", text);
        Assert.Equal(text.Contains("26 pass", System.StringComparison.Ordinal) ? 0 : 1, exitCode);
    }

    [Fact]
    public async Task A_name_that_could_not_be_looked_up_is_not_called_unknown()
    {
        Assert.SkipWhen(lab.Missing.Length > 0, lab.Missing);
        Assert.SkipWhen(Machine.Find("prlimit") is null, "there is no prlimit");
        var names = Enumerable.Range(1, 8).Select(i => string.Create(CultureInfo.InvariantCulture, $"dc{i}.hostile.test")).ToArray();
        var run = await ToolRun.InAsync(
            "mdi-sensor",
            [.. ToolRun.WithDnsServer(Neighbours.HalfDeafDns), "prlimit", Limit(80)],
            ["test", .. names, "--sensor-type", "Standalone", "--id", "Ldap389", "--transport", "Tcp", "--throttle", "1000"]);
        Assert.Equal(8, run.Rows.Count);
        Assert.All(
            run.Rows,
            row => Assert.Contains(
                (ToolRun.Text(row, "State"), ToolRun.Text(row, "Reason")), new[] { ("Open", "ProtocolReply"), ("NotTested", "Error") }));
    }

    [Theory]
    [InlineData]
    [InlineData("--source-address", "10.77.0.110")]
    public async Task Every_row_is_delivered_when_ephemeral_ports_run_out(params string[] options)
    {
        Assert.SkipWhen(lab.Missing.Length > 0, lab.Missing);
        AssertDelivered(await RunAsync("mdi-narrow", [], 40, options), 40);
    }

    private static string Limit(int descriptors) => string.Create(CultureInfo.InvariantCulture, $"--nofile={descriptors}");

    // The healthy ones first and last: some meet a machine that still has room, some one that has not. The silent ones hold their sockets
    // for a whole timeout; the fewer may be open at once, the longer they take, so the smallest limits get few of them.
    private static Task<ToolRun> RunAsync(string host, string[] limits, int silent, params string[] options) => ToolRun.InAsync(
        host,
        limits.Length == 0 ? [] : ["prlimit", .. limits],
        [
            "test", .. Neighbours.Healthy.Take(4), .. Neighbours.Silent(silent), .. Neighbours.Healthy.Skip(4),
            "--sensor-type", "Standalone", "--id", "Ldap389", "--throttle", "1000", "--timeout", "1000", .. options,
        ]);

    private static void AssertDelivered(ToolRun run, int silent)
    {
        var wrong = new List<string>();
        foreach (var row in run.Rows)
        {
            var (state, reason) = (ToolRun.Text(row, "State"), ToolRun.Text(row, "Reason"));
            var healthy = Neighbours.Healthy.Contains(ToolRun.Text(row, "ComputerName"));
            var silence = ToolRun.Text(row, "Transport") == "Tcp" ? "Filtered" : "NoReply";
            var right = healthy ? (state, reason) == ("Open", "ProtocolReply") : (state, reason) == (silence, "TimedOut");
            if (!right && (state, reason) != ("NotTested", "Error")) wrong.Add($"{ToolRun.Text(row, "ComputerName")} {state} {reason}");
        }

        Assert.Empty(wrong);
        Assert.Equal(2 * (8 + silent), run.Rows.Count);
        Assert.Equal(1, run.ExitCode);
    }
}
