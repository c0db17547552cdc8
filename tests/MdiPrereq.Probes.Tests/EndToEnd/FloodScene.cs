using System.Collections.Generic;
using System.Threading.Tasks;
using Xunit;

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>
/// 100,000 datagrams a second from 65,536 senders, of which a tenth are syslog messages and the rest junk, and among them two who send probes.
/// </summary>
internal sealed record FloodScene(IReadOnlyList<ToolRun> Sendings, ToolRun Reception, ToolRun Joined, long Flooded, string Rate)
{
    public static async Task<FloodScene> PlayAsync(InboundLab lab)
    {
        var stop = TestContext.Current.CancellationToken;
        using var receiver = await InboundLab.ReceiveAsync(14, []);
        var flood = lab.ScriptAsync("flood", "1813,514", "100000", "6", "10");
        await Task.Delay(1000, stop);
        var sendings = await Task.WhenAll(
            InboundLab.SendAsync("vpn01", [], InboundLab.Sensor, "--transport", "Udp"),
            InboundLab.SendAsync("branch01", [], InboundLab.Sensor, "--transport", "Udp"));
        var rate = (await flood).Trim();
        Assert.True(receiver.Listens, "The machine was too slow: the sensor stopped listening before all was sent.");
        var reception = await receiver.EndAsync(stop);
        var flooded = long.Parse(rate.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        return new(sendings, reception, await lab.JoinAsync(reception, sendings), flooded, rate);
    }
}
