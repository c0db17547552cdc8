using System;
using System.Globalization;
using MdiPrereq.Contract;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Ports;

/// <summary>The sentences of port results: what was seen and what it means, and what to do about it.</summary>
internal static class PortWording
{
    public const string NotForModern = "Does not apply: sensor v3.x needs no open port on the local network, only its cloud service.";

    public static string Message(PortRequirement row, ProbeOutcome outcome, Verdict verdict, PortScene scene)
    {
        var message = Seen(row, outcome, scene.TimeoutMilliseconds);
        if (PortRules.IsSkewed(outcome))
        {
            message += $" The clocks differ by {FormatSkew(outcome.ClockSkew!.Value)}; Kerberos and the sensor allow five minutes.";
        }

        if (outcome.Findings.Concern.Length > 0) message += $" {Sentence(outcome.Findings.Concern)}";
        return message + Meaning(row, outcome, verdict);
    }

    public static string Remediation(PortRequirement row, ProbeOutcome outcome, Verdict verdict, PortScene scene)
    {
        if (verdict is Verdict.Pass or Verdict.NotApplicable) return "";
        if (outcome.Verified)
        {
            return PortRules.IsSkewed(outcome)
                ? "Set the clocks of both machines right; domain members take the time from their domain's controllers "
                    + "(w32tm /query /status)."
                : "Look at what the service says of itself; the port is open.";
        }

        var port = PortOf(row);
        var target = scene.Target;
        return (outcome.State, outcome.Reason) switch
        {
            (State.NoReply, _) when outcome.Detail.Length > 0 =>
                $"Something on {target} answers on {port}, but not as {row.Service} should: see what it is.",
            (not State.NotTested, _) => PortRemedy.Of(outcome.State, outcome.Reason, port, row.Service, target, scene.Source),
            (_, Reason.NoProbeExists) => "Nothing to do: no service speaks on this port.",
            (_, Reason.InboundRow) => HowToTestHere(row, scene.Words),
            (_, Reason.Cancelled) => "Run the test again.",
            _ => "See the message; the probe could not be made.",
        };
    }

    /// <summary>How an inbound or localhost row is tested.</summary>
    public static string HowToTestHere(PortRequirement row, Vocabulary words) => row.Destination == Destination.Localhost
        ? $"Run {words.TestOwnRows(row.Destination)} on the sensor's own machine."
        : $"Run {words.TestOwnRows(row.Destination)} on the sensor's own machine, "
            + $"and {words.JoinProbes} to prove the way there from {row.From}.";

    public static string CloudNotTested(PortRequirement row) => row.Protocol is null
        ? "Not tested: sensor v3.x talks to the Defender for Endpoint service, whose hosts differ by region and tenant."
        : "Not tested: the cloud service's address depends on the workspace, and none was named.";

    public static string HowToTestCloud(PortRequirement row, Vocabulary words) => row.Protocol is null
        ? "Run the Defender for Endpoint client analyzer, which knows this machine's own service addresses."
        : $"Give {words.WorkspaceName}, the name that the portal shows in Settings, Identities, About.";

    /// <summary>How far clocks are apart, as people say it.</summary>
    public static string FormatSkew(TimeSpan skew) => skew.Duration() < TimeSpan.FromMinutes(2)
        ? string.Format(CultureInfo.InvariantCulture, "{0:0.###} s", skew.Duration().TotalSeconds)
        : string.Format(CultureInfo.InvariantCulture, "{0:0.#} min", skew.Duration().TotalMinutes);

    private static string Seen(PortRequirement row, ProbeOutcome outcome, int timeoutMilliseconds)
    {
        var name = row.Protocol?.Name ?? row.Service;
        var detail = outcome.Detail.Length > 0 ? $": {outcome.Detail.TrimEnd('.')}" : "";
        var port = PortOf(row);
        return (outcome.State, outcome.Reason) switch
        {
            (State.Open, Reason.ProtocolReply) => $"{name} answered: {outcome.Findings.Evidence}.",
            (State.Open, Reason.UnexpectedReply) => $"The connection was accepted, but what answered is not {name} as expected{detail}.",
            (State.Open, Reason.NoProtocolReply) => $"The connection was accepted, but no {name} answer came{detail}.",
            (State.Open, Reason.ConnectionReset) =>
                $"The connection was accepted and then reset{(outcome.Detail.Length > 0 ? " " + outcome.Detail : "")}.",
            (State.Closed, Reason.PortUnreachable) => $"The host answered that nothing listens on {port} (ICMP port unreachable).",
            (State.Closed, _) => $"The host refused the connection: nothing listens on {port}, or a firewall rejects it.",
            (State.Filtered, _) =>
                $"No answer within {timeoutMilliseconds} ms: blocked on the way, or nothing listens on {port} "
                    + "(Windows Firewall's stealth mode hides the difference).",
            (State.NoReply, _) =>
                $"No {name} answer within {timeoutMilliseconds} ms and {outcome.Attempts} tries: the port may be blocked or unused; "
                    + $"silence proves neither.{Stray(outcome)}",
            (State.Unreachable, Reason.AdministrativelyProhibited) =>
                "A firewall answered that this traffic is administratively prohibited (ICMP).",
            (State.Unreachable, Reason.NetworkUnreachable) => $"There is no route to the target's network{detail}.",
            (State.Unreachable, _) => $"The host cannot be reached{detail}.",
            (State.BlockedLocally, _) => "This machine refused to send: a local firewall rule or policy blocks it.",
            (State.NameNotResolved, _) => $"The name has no address{detail}.",
            (_, Reason.NoProbeExists) => $"Not tested: no protocol exists that speaks on {port}.",
            (_, Reason.InboundRow) => "Not tested: others connect to the sensor here, which cannot be proved by connecting from it.",
            (_, Reason.NotApplicable) => $"Does not apply{detail}.",
            (_, Reason.Cancelled) => "Not tested: the run was stopped.",
            _ => $"Not tested: the probe could not be made{detail}.",
        };
    }

    private static string Stray(ProbeOutcome outcome) =>
        outcome.Detail.Length > 0 ? $" A datagram that is no answer to our request was ignored ({outcome.Detail})." : "";

    private static string Meaning(PortRequirement row, ProbeOutcome outcome, Verdict verdict)
    {
        if (outcome.Verified) return "";
        return (verdict, row.Necessity) switch
        {
            (Verdict.Warning, Necessity.OneOfNnr) =>
                " Another name resolution method works for this device, which is enough; all three are recommended.",
            (Verdict.Fail, Necessity.OneOfNnr) => " None of the name resolution methods that were tested works for this device.",
            (Verdict.Warning, Necessity.ConditionalMultiForest) =>
                " Needed only towards controllers of other forests, or from a sensor on a server without a directory of its own "
                    + "(AD FS, AD CS, Entra Connect).",
            (Verdict.Warning, Necessity.ConditionalVpn) => " Needed only with VPN integration.",
            (Verdict.Warning, Necessity.Optional) => " Optional.",
            (Verdict.Warning, Necessity.Retired) => " No longer required.",
            _ => "",
        };
    }

    public static string PortOf(PortRequirement row) => PortName.Of(row.Transport, row.Port);

    private static string Sentence(string text) => text.EndsWith(".", StringComparison.Ordinal) ? text : text + ".";
}
