using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>
/// A sensor that listens as administrator, and all who send to it at once: one behind each firewall, behind each translation, over IPv6, with a
/// clock an hour ahead; programs that are no probes of ours; then whoever sends the captured probes again, and forged.
/// </summary>
internal sealed record WallScene(IReadOnlyDictionary<string, ToolRun> Sendings, ToolRun Reception, ToolRun Joined)
{
    public const string Free = "10.84.1.10";
    public const string SenderDrops = "10.84.1.21";
    public const string SenderRejects = "10.84.1.22";
    public const string RouterDrops = "10.84.1.31";
    public const string RouterRejects = "10.84.1.32";
    public const string SensorDrops = "10.84.1.41";
    public const string SensorRejects = "10.84.1.42";
    public const string Branch = "10.84.2.10";
    public const string Ahead = "ahead";
    public const string Translated = "10.84.1.200";
    public const string OverIPv6 = "fd84::10";

    /// <summary>The branch as the sensor sees it.</summary>
    public const string BranchOutside = "10.84.0.1";

    /// <summary>The id that forged markers carry.</summary>
    public static string NeverSent { get; } = new('f', 32);

    public IEnumerable<JsonElement> Receptions => Reception.Rows.Where(InboundLab.IsReception);

    public IEnumerable<JsonElement> Arrivals => Reception.Rows.Where(row => !InboundLab.IsReception(row));

    /// <summary>What arrived of a sender's probes, copies among it.</summary>
    public IReadOnlyList<JsonElement> ArrivalsOf(string sender)
    {
        var markers = Sendings[sender].Rows.Select(row => ToolRun.Text(row, "Marker")).ToHashSet();
        return [.. Arrivals.Where(arrival => markers.Contains(ToolRun.Text(arrival, "Marker")) && ToolRun.Text(arrival, "Marker").Length > 0)];
    }

    /// <summary>What both ends together say of a sender's rows.</summary>
    public IReadOnlyList<JsonElement> Of(string sender)
    {
        var (source, target) = sender switch
        {
            Ahead => (Free, InboundLab.SensorAddress),
            Translated => (Free, Translated),
            OverIPv6 => ("fd84:1::10", OverIPv6),
            _ => (sender, InboundLab.Sensor),
        };
        return [.. Joined.Rows.Where(row => ToolRun.Text(row, "SourceAddress") == source && ToolRun.Text(row, "ComputerName") == target)];
    }

    public JsonElement Of(string sender, string row) => Of(sender).Single(result => InboundLab.RowOf(result) == row);

    public static async Task<WallScene> PlayAsync(InboundLab lab)
    {
        var stop = TestContext.Current.CancellationToken;
        await lab.ScriptAsync("capture");
        using var receiver = await InboundLab.ReceiveAsync(25, []);
        var senders = new Dictionary<string, Task<ToolRun>>
        {
            [Free] = InboundLab.SendAsync("vpn01", [], InboundLab.Sensor, "--source-address", Free),
            [Branch] = InboundLab.SendAsync("branch01", [], InboundLab.Sensor),
            [Ahead] = InboundLab.SendAsync(
                "vpn01", ["faketime", "--exclude-monotonic", "-f", "+1h"], InboundLab.SensorAddress, "--source-address", Free),
            [Translated] = InboundLab.SendAsync("vpn01", [], Translated, "--source-address", Free),
            [OverIPv6] = InboundLab.SendAsync("vpn01", [], OverIPv6),
        };
        foreach (var address in new[] { SenderDrops, SenderRejects, RouterDrops, RouterRejects, SensorDrops, SensorRejects })
        {
            senders[address] = InboundLab.SendAsync("vpn01", [], InboundLab.Sensor, "--source-address", address);
        }

        await OthersAsync();
        await Task.WhenAll(senders.Values);
        await lab.ScriptAsync("replay");
        Assert.True(receiver.Listens, "The machine was too slow: the sensor stopped listening before all was sent.");
        var reception = await receiver.EndAsync(stop);
        await lab.ScriptAsync("ends");
        var sendings = senders.ToDictionary(sender => sender.Key, sender => sender.Value.Result);
        return new(sendings, reception, await lab.JoinAsync(reception, sendings.Values));
    }

    // Whoever sends such messages anyway.
    private static async Task OthersAsync()
    {
        await InboundLab.OnAsync("vpn01", "sh", "-c",
            "printf 'Acct-Status-Type = Start\\nAcct-Session-Id = \"4711\"\\nUser-Name = somebody' | radclient -r 1 -t 1 10.84.0.10:1813 acct any");
        string[] logger = ["logger", "--server", InboundLab.SensorAddress, "--port", "514"];
        await InboundLab.OnAsync("branch01", [.. logger, "--udp", "--rfc3164", "of old"]);
        await InboundLab.OnAsync("branch01", [.. logger, "--tcp", "--rfc5424", "--octet-count", "of today"]);
    }
}
