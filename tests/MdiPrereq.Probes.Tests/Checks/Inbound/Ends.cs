using System;
using System.Linq;
using MdiPrereq.Checks.Inbound;

namespace MdiPrereq.Tests.Checks.Inbound;

/// <summary>What both ends may have seen: vpn01 sends four probes to sensor01, which listens for a minute.</summary>
internal static class Ends
{
    public static readonly string Id = new('a', 32);

    public static readonly DateTime Noon = new(2026, 11, 26, 12, 0, 0, DateTimeKind.Utc);

    public static ProbeSending Sending(
        State state = State.NoReply,
        Reason reason = Reason.TimedOut,
        Transport transport = Transport.Udp,
        string row = "Radius1813",
        int attempts = 4,
        bool verified = false,
        string? marker = null,
        string source = "10.0.1.7",
        string remediation = "",
        Verdict verdict = Verdict.NotTested,
        DateTime? at = null) => new()
    {
        ComputerName = "sensor01",
        RemoteAddress = "10.0.0.10",
        Verdict = verdict,
        SourceComputer = "vpn01",
        SourceAddress = source,
        TimestampUtc = at ?? Noon.AddSeconds(10),
        ElapsedMilliseconds = 3000,
        RequirementId = row,
        Transport = transport,
        Port = row == "Radius1813" ? 1813 : 514,
        Marker = marker ?? Id,
        State = state,
        Reason = reason,
        Verified = verified,
        Attempts = attempts,
        Message = "What the sender says.",
        Remediation = remediation,
    };

    public static ProbeReception Reception(
        ProbeListening listening = ProbeListening.ListenerAndCapture,
        Transport transport = Transport.Udp,
        string row = "Radius1813",
        long dropped = 0,
        long withheld = 0,
        string blocked = "",
        string hindrance = "",
        string holder = "",
        string rule = "",
        bool isFirewallSeen = true,
        string computer = "sensor01",
        string addresses = "10.0.0.10",
        DateTime? at = null) => new()
    {
        ComputerName = computer,
        SourceComputer = computer,
        TimestampUtc = at ?? Noon,
        ElapsedMilliseconds = 60_000,
        RequirementId = row,
        Transport = transport,
        Port = row == "Radius1813" ? 1813 : 514,
        Listening = listening,
        Addresses = addresses,
        Dropped = dropped,
        Withheld = withheld,
        BlockedHere = blocked.Length > 0 ? 3 : 0,
        BlockedSenders = blocked,
        Hindrance = hindrance,
        Holder = holder,
        SensorFirewallRule = rule,
        IsFirewallSeen = isFirewallSeen && listening is not (ProbeListening.None or ProbeListening.Listener),
        Remediation = hindrance.Length > 0 ? "Do what lets it listen." : "",
    };

    public static ProbeArrival Arrival(
        int attempt = 1,
        ProbeListening seenBy = ProbeListening.Listener,
        Transport transport = Transport.Udp,
        string row = "Radius1813",
        string from = "10.0.1.7",
        int port = 40112,
        string cameTo = "10.0.0.10",
        string sentTo = "10.0.0.10",
        bool isCopy = false,
        double delay = 2,
        string? marker = null) => new()
    {
        ComputerName = from,
        RemoteAddress = from,
        RemotePort = port,
        SourceComputer = "sensor01",
        SourceAddress = cameTo,
        RequirementId = row,
        Transport = transport,
        Port = row == "Radius1813" ? 1813 : 514,
        Marker = marker ?? Id,
        Attempt = attempt,
        Format = row == "Radius1813" ? "RADIUS Accounting-Request" : "syslog (RFC 5424)",
        SentFromAddress = "10.0.1.7",
        SentFromPort = 40112,
        SentToAddress = sentTo,
        SentToPort = 1813,
        DelayMilliseconds = delay,
        IsTranslated = from != "10.0.1.7" || port != 40112 || cameTo != sentTo,
        IsCopy = isCopy,
        SeenBy = seenBy,
    };

    /// <summary>All four tries.</summary>
    public static ProbeEvidence[] Arrivals(Func<int, ProbeArrival>? make = null) =>
        [.. Enumerable.Range(1, 4).Select(attempt => (ProbeEvidence)(make ?? (one => Arrival(one)))(attempt))];

    public static InboundJoin Join(bool isConducted, params ProbeEvidence[] evidence)
    {
        var join = new InboundJoin { IsConducted = isConducted };
        foreach (var one in evidence) join.Add(one);
        return join;
    }

    /// <summary>The one result of what both saw.</summary>
    public static PortTestResult Judged(params ProbeEvidence[] evidence) => Join(isConducted: false, evidence).Results().Single();
}
