using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>
/// The whole way of a change request: a router that forwards nothing stands between a sensor and the lab; what the tests find becomes rules; the
/// rules are loaded; the tests are made again. Nearly all of it is waiting for what is dropped: it runs beside others.
/// </summary>
public sealed class FirewallRuleLabTests(Lab lab) : IClassFixture<Lab>, IAsyncLifetime
{
    // Real servers on a busy machine take their time; and a request to connect that was lost is sent again after one second and after three.
    private const string TimeoutMilliseconds = "5000";
    private const string Sensor = "mdirules-sensor";
    private const string Router = "mdirules-router";
    private const string Stranger = "10.79.0.101";
    private const string Controller = "10.77.0.10";

    // A controller, one with a firewall of its own, one that drops all, one where nothing listens, one that rejects, liars, and over IPv6.
    private static readonly string[] Hosts =
        [Controller, "10.77.0.11", "10.77.0.20", "10.77.0.21", "10.77.0.22", "10.77.0.60", "10.77.0.61", "10.77.0.64", "fd77::10", "fd77::21"];

    private readonly string _folder = Directory.CreateTempSubdirectory("mdi-rules-").FullName;
    private string _missing = "";

    private string FilePath => Path.Combine(_folder, "results.json");

    public async ValueTask InitializeAsync()
    {
        _missing = lab.Missing;
        if (_missing.Length > 0) return;
        var (exitCode, output) = await RulesAsync("up");
        Assert.True(exitCode == 0, output);
    }

    public async ValueTask DisposeAsync()
    {
        if (_missing.Length == 0) await RulesAsync("down");
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("deny")]
    [InlineData("stateless")]
    public async Task What_a_firewall_blocked_passes_with_the_rules_and_all_else_is_as_without_a_firewall(string router)
    {
        Assert.SkipWhen(_missing.Length > 0, _missing);
        await RulesAsync("router", "open");
        var open = Said(await TestAsync(Hosts));
        await RulesAsync("router", router);
        var denied = await TestAsync(Hosts);
        Assert.Contains(denied, row => Text(row, "State") == "Filtered");

        var rules = await ToRulesAsync(denied, router == "stateless" ? ["--stateless"] : []);
        Assert.InRange(rules.Count, 2, 8);
        await LoadAsync(rules.Select(rule => Text(rule, "Text")));
        var after = Said(await TestAsync(Hosts));
        Assert.True(open.SequenceEqual(after), $"Without a firewall:\n{Only(open, after)}\nWith the rules:\n{Only(after, open)}");
    }

    [Fact]
    public async Task Without_one_rule_exactly_its_rows_are_blocked_again()
    {
        Assert.SkipWhen(_missing.Length > 0, _missing);
        string[] hosts = [Controller, "10.77.0.60", "fd77::10"];
        var rules = await ToRulesAsync(await TestAsync(hosts));
        await LoadAsync(rules.Select(rule => Text(rule, "Text")));
        Assert.Empty(Blocked(await TestAsync(hosts)));
        foreach (var rule in rules)
        {
            var (exitCode, output) = await Machine.RunAsync("ip", "netns", "exec", Router, "sh", "-c", Text(rule, "Undo"));
            Assert.True(exitCode == 0, output);
            Assert.Equal(RowsOf(rule, hosts), Blocked(await TestAsync(hosts)));
            await LoadAsync([Text(rule, "Text")]);
        }
    }

    [Fact]
    public async Task A_scan_of_all_ports_finds_nothing_but_the_needed_and_nothing_for_a_stranger()
    {
        Assert.SkipWhen(_missing.Length > 0, _missing);
        Assert.SkipWhen(Machine.Find("nmap") is null, "there is no nmap on PATH");
        var rules = await ToRulesAsync(await TestAsync([Controller]));
        await LoadAsync(rules.Select(rule => Text(rule, "Text")));
        var (needed, strange) = (ScanAsync("10.79.0.100"), ScanAsync(Stranger));
        Assert.Equal([53, 88, 135, 389, 636, 3268, 3269, 3389], await needed);
        Assert.Empty(await strange);
    }

    [Fact]
    public async Task Devices_can_be_named_by_the_method_that_was_chosen()
    {
        Assert.SkipWhen(_missing.Length > 0, _missing);
        await RulesAsync("router", "open");
        var open = await NameAsync("Rdp");
        await RulesAsync("router", "deny");
        var denied = await NameAsync("Ntlm,NetBios,Rdp");
        var rules = await ToRulesAsync(denied.Rows, "--nnr-method", "Rdp");
        Assert.Equal(["3389"], rules.Select(rule => Text(rule, "Port")));
        await LoadAsync(rules.Select(rule => Text(rule, "Text")));
        var after = await NameAsync("Rdp");
        Assert.Equal(Names(open), Names(after));
        Assert.Contains(Names(after), name => !name.EndsWith(' '));
    }

    // Not the device .20: what it is told and what it says is lost by chance.
    private static Task<ToolRun> NameAsync(string methods) =>
        ToolRun.InAsync(Sensor, [], "nnr", "10.77.1.11-19", "10.77.1.21-25", "--method", methods, "--timeout", TimeoutMilliseconds);

    private static IEnumerable<string> Names(ToolRun run) => run.Rows.Select(row => $"{Text(row, "ComputerName")} {Text(row, "RdpState")} {Text(row, "RdpName")}").Order();

    private static async Task<IReadOnlyList<JsonElement>> TestAsync(IEnumerable<string> hosts) =>
        (await ToolRun.InAsync(Sensor, [], ["test", .. hosts, "--sensor-type", "Standalone", "--timeout", TimeoutMilliseconds])).Rows;

    private async Task<IReadOnlyList<JsonElement>> ToRulesAsync(IReadOnlyList<JsonElement> results, params string[] options)
    {
        await File.WriteAllTextAsync(FilePath, JsonSerializer.Serialize(results), TestContext.Current.CancellationToken);
        var run = await ToolRun.InAsync(Sensor, [], ["rules", FilePath, "--format", "Nftables", .. options]);
        Assert.True(run.ExitCode == 0, run.Output);
        return run.Rows;
    }

    private async Task LoadAsync(IEnumerable<string> texts)
    {
        var file = Path.Combine(_folder, "rules.nft");
        await File.WriteAllTextAsync(file, string.Concat(texts), TestContext.Current.CancellationToken);
        var (exitCode, output) = await Machine.RunAsync("ip", "netns", "exec", Router, "nft", "-f", file);
        Assert.True(exitCode == 0, output);
    }

    // All but refused and silent: with the drop that the router makes of them a port is filtered.
    private static async Task<IReadOnlyList<int>> ScanAsync(string source)
    {
        var (exitCode, output) = await Machine.RunAsync(
            "ip", "netns", "exec", Sensor, "nmap", "-n", "-Pn", "-sS", "-p-", "-T5", "--min-rate", "10000", "--max-retries", "2", "-S", source, "-e", "eth0", "-oG", "-", Controller);
        Assert.True(exitCode == 0, output);
        return [.. Regex.Matches(output, @"(\d+)/(?:open|closed)/tcp").Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).Order()];
    }

    private static Task<(int ExitCode, string Output)> RulesAsync(params string[] arguments) => Machine.RunAsync("bash", ["tests/lab/rules/rules.sh", .. arguments]);

    private static List<string> Said(IEnumerable<JsonElement> rows) => [.. rows.Select(row => $"{Row(row)}: {Text(row, "State")} {Text(row, "Reason")} {Text(row, "Verdict")}").Order(StringComparer.Ordinal)];

    private static string Only(List<string> these, List<string> others) => string.Join('\n', these.Except(others));

    private static List<string> Blocked(IEnumerable<JsonElement> rows) => [.. rows.Where(row => Text(row, "State") is "Filtered" or "NoReply").Select(Row).Order(StringComparer.Ordinal)];

    private static List<string> RowsOf(JsonElement rule, IEnumerable<string> hosts) =>
    [
        .. from host in hosts
           where Text(rule, "Destination").Split(", ").Contains(host)
           from range in Text(rule, "Port").Split(", ")
           let ends = range.Split('-').Select(end => int.Parse(end, System.Globalization.CultureInfo.InvariantCulture)).ToList()
           from port in Enumerable.Range(ends[0], ends[^1] - ends[0] + 1)
           let row = $"{host} {Text(rule, "Transport")} {port}"
           orderby row
           select row,
    ];

    private static string Row(JsonElement row) => $"{Text(row, "ComputerName")} {Text(row, "Transport")} {Text(row, "Port")}";

    private static string Text(JsonElement row, string property) => ToolRun.Text(row, property);
}
