using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using MdiPrereq.Checks.Ports;

namespace MdiPrereq.Checks.Inbound;

/// <summary>The sentences about probes that arrive, and about how they were listened for.</summary>
internal static class ReceiveWording
{
    /// <summary>The end of listening before its time, by a defect of ours.</summary>
    public static string Faulted(string fault) => $"It was not listened to the end, by {fault}.";

    public static Said Arrival(Sighting seen, InboundRow row, string holder)
    {
        var said = new List<string> { What(seen, row) };
        var advice = new List<string>();
        if (seen.Message.StrangeRow.Length > 0) Add(StrangeMarker(seen));
        if (seen.Missed == MissedBy.Firewall) Add(Blocked(seen, row));
        else if (seen.Missed == MissedBy.FirewallOrFlood) Add(BlockedOrLost);
        else if (seen.SeenBy == ProbeListening.Capture) Add(Captured(row, holder));
        if (seen.IsSourceTranslated) Add(SourceTranslated(seen));
        if (seen.IsTargetTranslated) said.Add(TargetTranslated(seen));
        if (seen.IsCopy) Add(Copy);
        if (ReceiveRules.ClocksDiffer(seen)) Add(Clocks(seen));
        return (string.Join(" ", said), string.Join(" ", advice));

        void Add(Said more)
        {
            said.Add(more.Message);
            advice.Add(more.Remediation);
        }
    }

    /// <summary>What came, in a few words.</summary>
    public static string Evidence(ReceptionFacts facts) => facts.Probes + facts.Messages + facts.Strangers == 0
        ? ""
        : string.Join(", ", Counts(facts));

    public static Said Reception(ReceptionFacts facts, int seconds)
    {
        if (facts.Listening == ProbeListening.None) return ($"Not tested: {Hindrance(facts)}", HowToListen(facts));
        var port = facts.Row.PortName;
        var said = new List<string> { $"{(facts.HasListener ? "Listened on" : "Captured")} {port} for {seconds} s: {Came(facts)}." };
        if (facts.Troubles.Count > 0) said.Add(Hindrance(facts));
        if (facts.BlockedHere > 0)
        {
            said.Add($"This machine's own firewall dropped {Number(facts.BlockedHere, "packet")} for it, from {facts.BlockedSenders}.");
        }
        else if (!facts.IsFirewallSeen && facts.Probes == 0)
        {
            var why = facts.WhyNoCapture.Length > 0 ? facts.WhyNoCapture : "it stands before capture too";
            said.Add($"What this machine's own firewall drops was not seen: {why}.");
        }

        if (facts.Dropped > 0)
        {
            said.Add($"This machine was flooded and lost {Number(facts.Dropped, "packet")} itself; a probe may have been among them.");
        }

        if (facts.Withheld > 0) said.Add($"{Number(facts.Withheld, "arrival")} more came than are given one by one.");
        return (string.Join(" ", said), Advice(facts));
    }

    /// <summary>Why it was not listened in full; empty when nothing hindered it.</summary>
    public static string Hindrance(ReceptionFacts facts)
    {
        if (facts.Troubles.Count == 0) return "";
        var port = facts.Row.PortName;
        var where = facts.HasListener ? $"{port} over {FamilyOf(facts.Troubles[0])}" : port;
        var trouble = facts.Troubles[0];
        var why = trouble.IsTaken(facts.Holder.Length > 0) ? $"{where} is taken by {HolderOf(facts.Holder)}"
            : trouble.Error == SocketError.AccessDenied ? $"{where} is not for this user to listen on"
            : $"{where} cannot be listened on ({trouble.Error})";
        return facts.WhyNoCapture.Length > 0
            ? $"{why}, and to see beside it what comes to this machine is not possible: {facts.WhyNoCapture}."
            : $"{why}; what comes was captured beside it{(facts.IsFirewallSeen ? ", before this machine's firewall" : "")}.";
    }

    private static string What(Sighting seen, InboundRow row)
    {
        var sender = seen.Remote.Address;
        var port = row.PortName;
        if (seen.Marker is null)
        {
            return $"{seen.Message.Format} came from {sender} to {port}. It is no probe of ours, yet shows that the way is open; "
                + "more of it is only counted.";
        }

        return $"Try {seen.Marker.Attempt} of a probe came from {sender} to {port} as {seen.Message.Format}"
            + (ReceiveRules.ClocksDiffer(seen) ? "." : $", {Milliseconds(seen.Delay!.Value)} ms after it was sent by the sender's clock.");
    }

    private static Said StrangeMarker(Sighting seen) => (
        $"It carries the marker of a probe of the row {seen.Message.StrangeRow}, so it is forged, or was sent to the wrong port.",
        "See what sends it.");

    private static Said Blocked(Sighting seen, InboundRow row) => (
        $"It reached this machine and not the listener: this machine's own firewall drops it.",
        $"Allow {row.PortName} from {seen.Remote.Address} in this machine's firewall.");

    private static Said BlockedOrLost { get; } = (
        "It reached this machine and not the listener: this machine's own firewall drops it, or it was lost in a flood.",
        "Listen again when the flood is over, or see who sends it.");

    private static Said Captured(InboundRow row, string holder) => (
        $"It was captured at this machine; whether its firewall lets it through to {HolderOf(holder)} is not seen.",
        row.Transport == Transport.Udp && row.Requirement.Necessity == Necessity.ConditionalVpn
            ? "To prove that the sensor hears it, send with the shared secret and expect its reply."
            : $"To prove the firewall too, stop {HolderOf(holder)} for the test.");

    private static Said SourceTranslated(Sighting seen) => (
        $"It left from {seen.Marker!.Sender} and is seen here as {seen.Remote}: its source was translated on the way (NAT).",
        $"Exempt it from translation; else the sensor knows its sender as {seen.Remote.Address}, also where RADIUS clients are listed.");

    private static string TargetTranslated(Sighting seen) =>
        $"It was sent to {seen.Marker!.Target} and came to {seen.Local}: its target was translated on the way.";

    private static Said Copy { get; } = (
        "It is a copy: the same try came before, so the network doubles packets or somebody sends them again.",
        "See which device on the way doubles packets, or who repeats them.");

    private static Said Clocks(Sighting seen) => (
        $"By the clocks it took {(seen.Delay < TimeSpan.Zero ? "less than no time: " : "")}"
            + $"the sender's and this machine's differ by about {PortWording.FormatSkew(seen.Delay!.Value)}; "
            + $"the sender's is {(seen.Delay < TimeSpan.Zero ? "ahead, or this one's is behind" : "behind, or this one's is ahead")}.",
        "Set both clocks right; domain members take the time from their domain's controllers (w32tm /query /status).");

    private static string Came(ReceptionFacts facts) =>
        facts.Probes + facts.Messages + facts.Strangers == 0 ? "nothing came" : $"{string.Join(", ", Counts(facts))} came";

    private static IEnumerable<string> Counts(ReceptionFacts facts)
    {
        yield return Number(facts.Probes, "probe");
        if (facts.Messages > 0) yield return $"{Number(facts.Messages, "message")} without a marker";
        if (facts.Strangers > 0)
        {
            yield return $"{Number(facts.Strangers, facts.Row.Transport == Transport.Tcp ? "connection" : "datagram")} of another kind";
        }
    }

    private static string Advice(ReceptionFacts facts)
    {
        if (facts.BlockedHere > 0) return $"Allow {facts.Row.PortName} from {facts.BlockedSenders} in this machine's firewall.";
        if (facts.Troubles.Count > 0) return HowToListen(facts);
        return facts.Probes + facts.Messages > 0
            ? ""
            : $"Send probes to {facts.Row.PortName} from {facts.Row.Requirement.From} while this machine listens; "
                + "if they are sent and do not come, "
                + "see the firewalls on the way.";
    }

    private static string HowToListen(ReceptionFacts facts)
    {
        if (facts.Holder.Length > 0)
        {
            return facts.WhyNoCapture.Length > 0
                ? $"Run this with administrator rights to see what comes beside {HolderOf(facts.Holder)}, or stop it for the test."
                : "";
        }

        return facts.Troubles.Any(trouble => trouble.Error == SocketError.AccessDenied)
            ? "Run this with administrator rights (root; on Linux CAP_NET_BIND_SERVICE is enough to listen below port 1024)."
            : $"See what keeps this machine from listening on {facts.Row.PortName}.";
    }

    private static string HolderOf(string holder) => holder.Length > 0 ? holder : "another program";

    private static string FamilyOf(PortTrouble trouble) => trouble.Family == AddressFamily.InterNetworkV6 ? "IPv6" : "IPv4";

    private static string Number(long count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    private static long Milliseconds(TimeSpan delay) => (long)Math.Round(delay.TotalMilliseconds);
}
