using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>
/// The single file for Windows under Wine, in the lab's sensor host: all rows and all devices, by the sockets, the TLS and the reading of
/// ICMP that Windows has.
/// </summary>
[Collection(Lab.Name)]
public sealed class WindowsFileTests(Lab lab) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mdi-windows-").FullName;

    /// <summary>
    /// What is otherwise than in the matrices, and why. Wine's Schannel tells the server the address that was asked for as its name, which
    /// RFC 6066 section 3 forbids and Windows does not do. GnuTLS in Samba takes 10.77.0.10 for a name and refuses fd77::10, in which no
    /// character may be a colon. So the two rows of LDAP over TLS at an IPv6 address end where TLS begins.
    /// </summary>
    private static readonly HashSet<string> Explained =
    [
        .. from row in new[] { "Ldaps636", "GcSsl3269" }
           from what in new[]
           {
               "Reason is NoProtocolReply", "Verified is False", "RemoteName is ", "CertificateSubject is ", "CertificateIssuer is ",
               "ClockSkewSeconds is ",
           }
           select $"fd77::10 {row} Tcp: {what}",
    ];

    [Fact]
    public async Task The_file_for_windows_finds_what_the_matrices_have()
    {
        Assert.SkipWhen(WineRun.Program is null, WineRun.NotInstalled);
        Assert.SkipWhen(lab.Missing.Length > 0, lab.Missing);
        var (file, missing) = await SingleFile.MakeAsync(Path.Combine(_folder, "program"), "win-x64");
        Assert.SkipWhen(missing.Length > 0, missing);

        var differences = new List<string>();
        foreach (var rows in Matrix.Load("matrix.json").Rows.GroupBy(row => Text(row, "Catalog")))
        {
            var results = await RunAsync(
                file,
                [
                    "test", .. Distinct(rows, "ComputerName"), "--sensor-type", "Standalone", "--catalog", rows.Key,
                    "--id", string.Join(',', Distinct(rows, "RequirementId")),
                ]);
            differences.AddRange(Matrix.Differences(rows, results));
        }

        foreach (var devices in Matrix.Load("nnr-matrix.json").Rows.GroupBy(row => Text(row, "DnsServer")))
        {
            var results = await RunAsync(file, ["nnr", .. Distinct(devices, "ComputerName"), "--dns-server", devices.Key]);
            differences.AddRange(Matrix.Differences(devices, results).Select(one => $"{one} (DNS server {devices.Key})"));
        }

        Assert.DoesNotContain(differences, difference => !Explained.Contains(difference));
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // Wine's services write to their prefix until they end.
        }
    }

    private async Task<IReadOnlyList<JsonElement>> RunAsync(string file, IEnumerable<string> arguments)
    {
        var run = await WineRun.StartAsync(_folder, ["ip", "netns", "exec", "mdi-sensor"], file, [.. arguments, "--output", "json"]);

        // Some of the required ports are closed, and devices without a name.
        Assert.True(run.ExitCode == 1, run.Errors);
        using var json = JsonDocument.Parse(run.Output);
        return [.. json.RootElement.EnumerateArray().Select(row => row.Clone())];
    }

    private static IEnumerable<string> Distinct(IEnumerable<JsonElement> rows, string property) =>
        rows.Select(row => Text(row, property)).Distinct();

    private static string Text(JsonElement row, string property) => row.GetProperty(property).GetString()!;
}
