using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>
/// FreeRADIUS and rsyslog have the sensor's ports. Beside them listen an administrator and somebody who is none; a client sends that FreeRADIUS
/// knows, with the right secret and with a wrong one, and one that it does not know.
/// </summary>
internal sealed record TakenScene
{
    private const string Reading = "-all,+dac_read_search";

    /// <summary>A client with the right secret.</summary>
    public required ToolRun Known { get; init; }

    /// <summary>The same with another.</summary>
    public required ToolRun WrongSecret { get; init; }

    /// <summary>A client that nobody knows, with the right secret.</summary>
    public required ToolRun Foreign { get; init; }

    /// <summary>What the sensor's administrator saw.</summary>
    public required ToolRun Administrator { get; init; }

    /// <summary>What another user of the sensor saw.</summary>
    public required ToolRun Anybody { get; init; }

    public required ToolRun Joined { get; init; }

    public required ToolRun JoinedByAnybody { get; init; }

    /// <summary>What FreeRADIUS accepted, as it read it.</summary>
    public required string Accounted { get; init; }

    /// <summary>What FreeRADIUS says of itself.</summary>
    public required string RadiusLog { get; init; }

    /// <summary>What rsyslog wrote, as it read it.</summary>
    public required IReadOnlyList<string> Logged { get; init; }

    /// <summary>All that passed the router, as tshark reads it.</summary>
    public required string Capture { get; init; }

    /// <summary>Fields of those packets that a filter of tshark's picks.</summary>
    public async Task<IReadOnlyList<string[]>> DecodeAsync(string filter, params string[] fields)
    {
        string[] secret = ["-o", $"radius.shared_secret:{InboundLab.Secret}", "-o", "radius.validate_authenticator:TRUE"];
        string[] asked = ["-r", Capture, "-d", "tcp.port==514,syslog", .. secret, "-Y", filter, "-T", "fields"];
        var (_, output) = await Machine.RunAsync(
            "sh", ["-c", "exec tshark \"$@\" 2>/dev/null", "sh", .. asked, .. fields.SelectMany(field => new[] { "-e", field })]);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))];
    }

    public static async Task<TakenScene> PlayAsync(InboundLab lab)
    {
        var stop = TestContext.Current.CancellationToken;
        await lab.ScriptAsync("servers");
        await lab.ScriptAsync("capture");

        // Of all an administrator may do, to read files alone: the repository may lie in a folder of root's.
        using var anybody = await InboundLab.ReceiveAsync(
            12,
            ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "--inh-caps", Reading, "--ambient-caps", Reading]);
        using var administrator = await InboundLab.ReceiveAsync(12, []);
        string[] right = [InboundLab.Sensor, "--expect-reply", "--secret-file", lab.SecretFile];
        var known = InboundLab.SendAsync("vpn01", [], right);
        var wrong = InboundLab.SendAsync("vpn01", [], [.. right[..^1], lab.OtherSecretFile, "--id", "Radius1813"]);
        var foreign = InboundLab.SendAsync("branch01", [], [.. right, "--id", "Radius1813"]);
        await Task.WhenAll(known, wrong, foreign);
        Assert.True(administrator.Listens && anybody.Listens, "The machine was too slow: the sensor stopped listening before all was sent.");
        var (seen, unseen) = (await administrator.EndAsync(stop), await anybody.EndAsync(stop));
        await lab.ScriptAsync("ends");

        // Under a name of its own: another scene captures too.
        var capture = Path.Combine(lab.Folder, "taken.pcap");
        File.Move(Path.Combine(lab.Folder, "way.pcap"), capture);
        return new()
        {
            Known = await known,
            WrongSecret = await wrong,
            Foreign = await foreign,
            Administrator = seen,
            Anybody = unseen,
            Joined = await lab.JoinAsync(seen, [await known, await wrong, await foreign]),
            JoinedByAnybody = await lab.JoinAsync(unseen, [await known, await wrong, await foreign]),
            Accounted = await File.ReadAllTextAsync(Path.Combine(lab.Folder, "radius", "detail"), stop),
            RadiusLog = await File.ReadAllTextAsync(Path.Combine(lab.Folder, "radius.log"), stop),
            Logged = await File.ReadAllLinesAsync(Path.Combine(lab.Folder, "messages"), stop),
            Capture = capture,
        };
    }
}
