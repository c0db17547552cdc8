using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Contract;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Inbound;

/// <summary>The sentences about rows that were tested from both ends.</summary>
internal static class InboundWording
{
    public const string NoSending = "No sending was given: there is nothing to join. Give what the senders saw, too.";

    /// <summary>What to do where a session gave no account.</summary>
    public const string MendSession = "Mend that session, or test in two steps: receive and send there, and join the files.";

    /// <summary>What to say of a session that gave no account.</summary>
    public static string SessionFailed(string computer, string why) => $"The session on {computer}: {why}";

    /// <summary>What to say of results that are of other checks.</summary>
    public static string Others(long count) =>
        $"{(count == 1 ? "1 result" : $"{count} results")} of other checks left out: only what was sent and received is joined.";

    /// <summary>What to say, where results are worked on, of what one end alone saw.</summary>
    public static string OneEnd(long count, Vocabulary words) =>
        $"{(count == 1 ? "1 record" : $"{count} records")} of what one end sent or received left out: no result by itself. "
            + $"Join both ends first, with {words.JoinProbes}.";

    public static string NotTested(string why) => $"Not tested: {why}";

    /// <summary>What to say of arrivals that belong to no sending that was given.</summary>
    public static string Strays(string sensor, int count, IEnumerable<string> senders) =>
        $"{Number(count, "probe")} came to {sensor} with markers of no sending that was given, from {string.Join(", ", senders)}: "
            + "of another run, sent again by somebody, or forged. They prove nothing and were left out.";

    /// <summary>What arrived, in a few words.</summary>
    public static string Evidence(InboundFacts facts) => facts.Tries == 0
        ? ""
        : $"{facts.Tries} of {facts.Sending.Attempts} probes, as "
            + string.Join(" and ", facts.Arrivals.Select(one => one.Format).Distinct());

    /// <summary>What is not right though it works; empty when nothing.</summary>
    public static string Concern(InboundFinding finding, InboundFacts facts)
    {
        if (finding is not (InboundFinding.Arrived or InboundFinding.Answered)) return "";
        return facts.IsSourceTranslated ? SourceTranslated(facts) : "";
    }

    public static Said Say(InboundFinding finding, InboundFacts facts, ProbeOutcome outcome, Verdict verdict)
    {
        var said = new List<string> { Seen(finding, facts) };
        var advice = Remedy(finding, facts);
        if (outcome.Findings.Concern.Length > 0) said.Add(outcome.Findings.Concern);
        else if (facts.Translated is not null) said.Add(Translation(facts));
        if (facts.Copies.Any()) said.Add(CopiesOf(facts));
        if (PortRules.IsSkewed(outcome))
        {
            var skew = PortWording.FormatSkew(outcome.ClockSkew!.Value);
            said.Add($"The clocks of both differ by {skew}; Kerberos and the sensor allow five minutes.");
            if (outcome.Verified) advice = Clocks;
        }

        if (outcome.Verified && facts.IsSourceTranslated) advice = Untranslated(facts);
        if (verdict == Verdict.Warning && !outcome.Verified) said.Add(Need(facts.Row));
        return (string.Join(" ", said), advice);
    }

    private static string Seen(InboundFinding finding, InboundFacts facts)
    {
        var (sending, port) = (facts.Sending, PortName.Of(facts.Sending.Transport, facts.Sending.Port));
        var sensor = facts.Reception?.ComputerName ?? sending.ComputerName;
        var sent = sending.Attempts > 0
            ? $"{Number(sending.Attempts, "probe")} sent by {Sender(sending)} to {port}"
            : $"The requests of {Sender(sending)} to connect to {port}";
        return finding switch
        {
            InboundFinding.Arrived when facts.Tries < sending.Attempts =>
                $"{facts.Tries} of {sent} arrived at {sensor}; the others were lost on the way or are of a form that is dropped there.",
            InboundFinding.Arrived => $"{sent} arrived at {sensor}.",
            InboundFinding.Answered =>
                $"The sensor answered, and the shared secret proves it: what {Sender(sending)} sends to {port} reaches it.",
            InboundFinding.CameToMachine =>
                $"{sent} came to {sensor}, where {Holder(facts)} has the port. "
                    + $"Whether that machine's firewall lets them through to it was not seen{Rule(facts)}."
                    + (facts.IsReplyMissing ? " No reply came that the shared secret proves." : ""),
            InboundFinding.BlockedAtSensor =>
                $"{sent} came to {sensor}, whose own firewall keeps them from the port: the way there is open.",
            InboundFinding.NotSent => NotSent(sending),
            InboundFinding.Refused =>
                $"{sensor} listened on {port} and heard nothing, while {Sender(sending)} was told: {Refusal(sending)}. "
                    + "A firewall on the way or on the sensor answers so, or the name leads to another machine.",
            InboundFinding.TakenByAnother =>
                $"{Sender(sending)} had its connections to {port} accepted, yet nothing came to {sensor}, which listened: "
                    + "something on the way accepts in its place, or the name leads to another machine.",
            InboundFinding.Lost =>
                $"{sent} did not arrive at {sensor}, which listened all the time: they were blocked on the way"
                    + $"{SendersFirewall(sending)}{OwnFirewall(facts)}.",
            InboundFinding.NoReception when facts.Captured.Any() => NotTested(
                $"{sent} came to {facts.Arrivals[0].SourceComputer}; nobody says how it listened, "
                    + "and whether more than its adapters saw them."),
            InboundFinding.NoReception => NotTested($"{sent}; nobody says what arrived at {sending.ComputerName}."),
            InboundFinding.Hindered => NotTested($"{sensor} could not listen. {facts.Reception!.Hindrance}"),
            InboundFinding.NotAtOnce => NotTested(
                $"{sent} did not arrive while {sensor} listened, but by the clocks it did not listen all the time that they were sent."),
            _ => NotTested(
                $"{sent} were not heard at {sensor}, which was flooded, and lost packets itself or did not tell all: "
                    + "the probes may be among them."),
        };
    }

    private static string Remedy(InboundFinding finding, InboundFacts facts)
    {
        var sending = facts.Sending;
        var port = PortName.Of(sending.Transport, sending.Port);
        return finding switch
        {
            InboundFinding.CameToMachine when facts.IsReplyMissing =>
                $"Compare the secret at both ends, and see whether {facts.Arrivals[0].RemoteAddress} is among the RADIUS clients of "
                    + $"{sending.ComputerName}.",
            InboundFinding.CameToMachine => sending.RequirementId == PortRow.Radius1813.Id
                ? "Send with the shared secret and expect the sensor's reply, which proves the rest."
                : $"To prove the rest, stop {Holder(facts)} for the test.",
            InboundFinding.BlockedAtSensor =>
                $"Allow {port} from {sending.SourceAddress} in the firewall of {facts.Reception?.ComputerName ?? sending.ComputerName}.",
            InboundFinding.Lost when !facts.SeesFirewall =>
                $"Allow {port} from {sending.SourceAddress} to {Target(sending)} in the firewalls on the way and on the sensor.",
            InboundFinding.Lost or InboundFinding.Refused or InboundFinding.TakenByAnother =>
                $"Allow {port} from {sending.SourceAddress} to {Target(sending)} in the firewalls on the way.",
            InboundFinding.NotSent => sending.Remediation,
            InboundFinding.NoReception => "Give what the sensor received as well: run the receiver there while the probes are sent.",
            InboundFinding.Hindered => facts.Reception!.Remediation,
            InboundFinding.NotAtOnce => "Run both ends at the same time, the receiver first; set both clocks right.",
            InboundFinding.Flooded => "Test again when the flood is over, or stop it.",
            _ => "",
        };
    }

    // A machine whose own firewall drops a request to connect is not told by its system; with datagrams it is.
    private static string SendersFirewall(ProbeSending sending) =>
        sending.Transport == Transport.Tcp ? $", or by the firewall of {sending.SourceComputer}" : "";

    private static string OwnFirewall(InboundFacts facts)
    {
        if (!facts.SeesFirewall) return $", or by that machine's own firewall, which was not seen{Rule(facts)}";
        return facts.MayBeBlocked
            ? $", or by that machine's own firewall, which dropped packets of {facts.Reception!.BlockedSenders}"
            : "";
    }

    private static string Need(PortRequirement row) =>
        row.Necessity == Necessity.ConditionalVpn ? "Needed only with VPN integration." : "Optional.";

    private static string NotSent(ProbeSending sending) => sending.State switch
    {
        State.BlockedLocally => $"{Sender(sending)} refused to send: a firewall rule or policy of its own blocks it.",
        _ => sending.Message,
    };

    private static string Refusal(ProbeSending sending) => sending.Reason switch
    {
        Reason.PortUnreachable => "nothing listens there (ICMP port unreachable)",
        Reason.ConnectionRefused => "the connection is refused",
        Reason.AdministrativelyProhibited => "that traffic is administratively prohibited (ICMP)",
        Reason.NetworkUnreachable => "there is no route to that network",
        _ => "the host cannot be reached",
    };

    private static string SourceTranslated(InboundFacts facts)
    {
        var one = facts.Translated!;
        return $"The source was translated on the way (NAT): {EndPoint(one.SentFromAddress, one.SentFromPort)} is seen as "
            + $"{EndPoint(one.RemoteAddress, one.RemotePort)}, and the sensor knows the sender by that.";
    }

    // As RFC 5952 section 6 has it for IPv6.
    private static string EndPoint(string address, int port) =>
        address.Contains(':') ? $"[{address}]:{port}" : $"{address}:{port}";

    private static string Translation(InboundFacts facts) => facts.IsSourceTranslated
        ? SourceTranslated(facts)
        : $"The target was translated on the way: {facts.Translated!.SentToAddress} leads to {facts.Translated.SourceAddress}.";

    // Whoever sends a probe again proves nothing, and takes nothing from what the first one proves.
    private static string CopiesOf(InboundFacts facts)
    {
        var elsewhere = facts.CopiesFromElsewhere.Select(copy => copy.RemoteAddress).Distinct().Take(10).ToList();
        var copies = Number(facts.Copies.Count(), "copy", "copies");
        return elsewhere.Count == 0
            ? $"{copies} of them came too, doubled on the way."
            : $"{copies} of them came too, also from {string.Join(", ", elsewhere)}: somebody sends them again.";
    }

    private static string Untranslated(InboundFacts facts) =>
        $"Exempt it from translation, or name {facts.Translated!.RemoteAddress} where the sensor is told its RADIUS clients or "
            + "syslog sources.";

    private const string Clocks =
        "Set the clocks of both machines right; domain members take the time from their domain's controllers (w32tm /query /status).";

    private static string Rule(InboundFacts facts) => facts.Reception?.SensorFirewallRule switch
    {
        "Enabled" => "; the sensor's firewall rule is on",
        "Disabled" => "; the sensor's firewall rule is off",
        "Missing" => "; there is no firewall rule of the sensor's",
        _ => "",
    };

    private static string Holder(InboundFacts facts) => facts.Reception is { Holder.Length: > 0 } known ? known.Holder : "another program";

    private static string Sender(ProbeSending sending) =>
        sending.SourceAddress.Length > 0 ? $"{sending.SourceComputer} ({sending.SourceAddress})" : sending.SourceComputer;

    private static string Target(ProbeSending sending) => sending.RemoteAddress.Length > 0 ? sending.RemoteAddress : sending.ComputerName;

    private static string Number(int count, string one, string? many = null) => count == 1 ? $"1 {one}" : $"{count} {many ?? one + "s"}";
}
