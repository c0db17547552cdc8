using MdiPrereq.Checks.Ports;
using MdiPrereq.Contract;

namespace MdiPrereq.Checks.Inbound;

/// <summary>The sentences about probes that were sent to a sensor: what this end saw, and where to look for the rest.</summary>
internal static class SendWording
{
    /// <summary>Why a secret cannot be used, as the end of a sentence.</summary>
    public const string NoMd5 =
        "this machine's policy (FIPS 140) forbids MD5, which RADIUS is made with. Without the secret the probes can be sent";

    public static Said Say(SendFacts facts, Vocabulary words)
    {
        var (outcome, row) = (facts.Outcome, facts.Row);
        var port = row.PortName;
        var target = facts.Target;
        var detail = outcome.Detail.Length > 0 ? $": {outcome.Detail.TrimEnd('.')}" : "";
        return (outcome.State, outcome.Reason) switch
        {
            (State.Open, Reason.ProtocolReply) => (
                $"The sensor answered: an Accounting-Response came that the shared secret proves. {port} is open both ways.", ""),
            (State.Open, Reason.UnexpectedReply) when facts.Unproved is { HadSecret: true } => (
                "An Accounting-Response came that was made with another secret: what listens there does not share this one.",
                "Give the same shared secret at both ends: for the sensor it is set in the portal, under VPN, and here by "
                    + $"{words.SharedSecret}."),
            (State.Open, Reason.UnexpectedReply) when facts.Unproved is not null => (
                $"{Sent(facts)}. An Accounting-Response came, which nothing proves without the shared secret.",
                $"Give {words.SharedSecret} and {words.ExpectReply} to have it proved."),
            (State.Open, Reason.UnexpectedReply) => (
                $"{Sent(facts)}, but what answered there is no {row.Requirement.Service} as expected{detail}.", Remedy()),
            (State.Open, Reason.ConnectionReset) => (
                $"{Sent(facts)}. {Of(facts.Errors, facts.Sent)} then reset: what listens there may not have read the messages.", Remedy()),
            (State.Open, _) => (
                $"{Sent(facts)}: the connections were accepted and took them. Whether they were read is seen at the other end.",
                LookThere(words)),
            (State.NoReply, _) when facts.ExpectsReply => (
                $"{Sent(facts)}, and no reply came within {facts.TimeoutMilliseconds} ms. A RADIUS server says nothing to whom it does not "
                    + "know: the shared secret differs, this machine's address is not one of its clients, or nothing listens there or the "
                    + "way is blocked.",
                $"Compare the secret at both ends, see whether {Source(facts)} is among the RADIUS clients of {target}, and test the way "
                    + $"alone with {words.ReceiveProbes} at the other end."),
            (State.NoReply, _) => (
                $"{Sent(facts)}. Nothing came back, as is usual: {WhySilent(row)}. Whether they arrived is seen at the other end.",
                LookThere(words)),
            (State.Closed, Reason.PortUnreachable) => (
                $"{Sent(facts)}, and the host answered that nothing listens on {port} (ICMP port unreachable{Share(facts)}).",
                $"The host can be reached. If its sensor is not there yet, run {words.ReceiveProbes} there meanwhile and send again; "
                    + "if it is, see whether it listens, or whether a firewall rejects this."),
            (State.Closed, _) => (
                $"The host refused the connection: nothing listens on {port}, or a firewall rejects it.",
                $"The host can be reached. If its sensor is not there yet, run {words.ReceiveProbes} there meanwhile and send again; "
                    + "if it is, see whether it listens, or whether a firewall rejects this."),
            (State.Filtered, _) => (
                $"No answer within {facts.TimeoutMilliseconds} ms: blocked on the way, or nothing listens on {port} "
                    + "(Windows Firewall's stealth mode hides the difference).", Remedy()),
            (State.Unreachable, Reason.AdministrativelyProhibited) => (
                $"A firewall answered that this traffic is administratively prohibited (ICMP{Share(facts)}).", Remedy()),
            (State.Unreachable, Reason.NetworkUnreachable) =>
                ($"There is no route to the sensor's network{detail}{Share(facts)}.", Remedy()),
            (State.Unreachable, _) => ($"The host cannot be reached{detail}{Share(facts)}.", Remedy()),
            (State.BlockedLocally, _) => ("This machine refused to send: a local firewall rule or policy blocks it.", Remedy()),
            (State.NameNotResolved, _) => ($"The name has no address{detail}.", Remedy()),
            (_, Reason.Cancelled) => ("Not tested: the run was stopped.", $"Run {words.SendProbes} again."),
            _ => ($"Not tested: the probes could not be sent{detail}.", "See the message; nothing was sent."),
        };

        string Remedy() => PortRemedy.Of(
            outcome.State, outcome.Reason, port, row.Requirement.Service, target, facts.Sender?.Address.ToString() ?? "this machine");
    }

    private static string LookThere(Vocabulary words) =>
        $"See at the sensor what arrived: run {words.ReceiveProbes} there while you send.";

    private static string WhySilent(InboundRow row) => row.IsRadius
        ? "a RADIUS server answers only to clients that it knows"
        : "syslog has no answers";

    private static string Source(SendFacts facts) => facts.Sender?.Address.ToString() ?? "this machine";

    private static string Sent(SendFacts facts) => facts.Sent switch
    {
        0 => $"No probe left for {facts.Row.PortName}",
        1 => $"1 probe was sent to {facts.Row.PortName}",
        _ => $"{facts.Sent} probes were sent to {facts.Row.PortName}",
    };

    private static string Of(int some, int all) => all == 1
        ? "The connection was accepted and"
        : $"{some} of {all} connections were accepted and";

    private static string Share(SendFacts facts) =>
        facts.Sent > 1 && facts.Errors > 0 && facts.Errors < facts.Sent ? $", to {facts.Errors} of {facts.Sent} probes" : "";
}
