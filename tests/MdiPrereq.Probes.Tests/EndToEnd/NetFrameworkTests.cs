using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using MdiPrereq.Tests.Build;
using Xunit;

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>The .NET Framework build under mono: nothing differs from the matrices of the lab.</summary>
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
    public async Task Every_row_of_every_host_is_under_mono_as_the_matrix_has_it()
    {
        Assert.SkipWhen(Machine.Find("mono") is null, "mono is not installed");
        Assert.SkipWhen(lab.Missing.Length > 0, lab.Missing);
        var differences = new List<string>();
        foreach (var catalog in Matrix.Load("matrix.json").Rows.GroupBy(row => row.GetProperty("Catalog").GetString()!))
        {
            var results = await RunAsync(["ports", catalog.Key, string.Join(",", Distinct(catalog, "RequirementId")), .. Distinct(catalog, "ComputerName")]);
            differences.AddRange(Matrix.Differences(catalog, results));
        }

        Assert.Empty(differences);
    }

    [Fact]
    public async Task Every_device_is_named_under_mono_as_the_matrix_has_it()
    {
        Assert.SkipWhen(Machine.Find("mono") is null, "mono is not installed");
        Assert.SkipWhen(lab.Missing.Length > 0, lab.Missing);
        var differences = new List<string>();
        foreach (var server in Matrix.Load("nnr-matrix.json").Rows.GroupBy(row => row.GetProperty("DnsServer").GetString()!))
        {
            var results = await RunAsync(["nnr", server.Key, .. Distinct(server, "ComputerName")]);
            differences.AddRange(Matrix.Differences(server, results).Select(one => $"{one} (DNS server {server.Key})"));
        }

        Assert.Empty(differences);
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

    // One part of the framework is a package of its own in Debian (libmono-system-runtime-serialization4.0-cil).
    [Fact]
    public async Task Every_method_of_the_module_compiles_and_every_cmdlet_is_made_under_mono()
    {
        Assert.SkipWhen(Machine.Find("mono") is null, "mono is not installed");
        var module = Assemblies.OfModule("net472", "MdiPrereq.dll");
        var (exitCode, output) = await Machine.RunAsync("mono", Program(), "module", module, Assemblies.OfPowerShell("net472"));
        Assert.True(exitCode == 0, output);
        var lines = output.Split('\n');
        Assert.DoesNotContain(Of("broken "), line => !line.Contains("'System.Runtime.Serialization,"));
        Assert.InRange(int.Parse(Of("compiled ").Single(), CultureInfo.InvariantCulture), 4_000, int.MaxValue);
        Assert.InRange(Of("cmdlet ").Count(), 9, int.MaxValue);

        IEnumerable<string> Of(string kind) => lines.Where(line => line.StartsWith(kind, StringComparison.Ordinal)).Select(line => line[kind.Length..]);
    }

    private static async Task<IReadOnlyList<JsonElement>> RunAsync(string[] arguments)
    {
        var (exitCode, output) = await Machine.RunAsync("ip", ["netns", "exec", "mdi-sensor", "mono", Program(), .. arguments]);
        Assert.True(exitCode == 0, output);
        return Matrix.ResultsIn(output);
    }

    private static IEnumerable<string> Distinct(IEnumerable<JsonElement> rows, string property) =>
        rows.Select(row => row.GetProperty(property).GetString()!).Distinct();

    // Built by the same build as these tests, in the same configuration.
    private static string Program()
    {
        var configuration = new DirectoryInfo(System.AppContext.BaseDirectory).Parent!.Name;
        return Path.Combine(Machine.Repository, "tests/MdiPrereq.NetFramework/bin", configuration, "net472/MdiPrereq.NetFramework.exe");
    }
}
