using System.Collections.Generic;
using System.Net;
using MdiPrereq.Contract;

namespace MdiPrereq.Checks.NameResolution;

/// <summary>The sentences of name resolution results: what was seen and what it means, and what to do about it.</summary>
internal static class NnrWording
{
    public const string NoNetBiosOverIPv6 = "NetBIOS knows no IPv6";

    public static string OtherIPVersion(IPAddress source) => $"{source} is of the other IP version";

    /// <param name="methods">What the methods came to.</param>
    /// <param name="decision">What the sensor makes of that.</param>
    /// <param name="target">The device, or several with the same trouble, in words.</param>
    /// <param name="source">The local address; empty when it is not known.</param>
    public static Judgement Judgement(MethodOutcomes methods, NnrDecision decision, string target, string source) => new(
        decision.Verdict,
        decision.ResolvedName,
        Message(methods, decision),
        Remediation(NnrRules.TroubleOf(methods, decision), target, source),
        LearnPage.NameResolution);

    private static string Message(MethodOutcomes methods, NnrDecision decision)
    {
        if (decision.Verdict == Verdict.NotApplicable)
        {
            return "Does not apply: sensor v3.x names devices from the Defender device inventory and needs no port for it.";
        }

        if (methods == MethodOutcomes.NameNotResolved) return "The name has no address in DNS, so the device could not be asked.";
        var seen = string.Join("; ", Described(methods));
        return decision switch
        {
            { Verdict: Verdict.NotTested } => $"Not tested: {seen}.",
            { Conflict: true, Verdict: Verdict.Fail } =>
                $"The sensor would put this device's activity down to {methods.Dns.MistakenFor}: {seen}.",
            { Conflict: true, ResolvedBy: ResolvedBy.None } => $"The methods disagree and nothing decides between them: {seen}.",
            { Conflict: true } => $"The methods disagree; reverse DNS decides for {decision.ResolvedName}: {seen}.",
            { ResolvedBy: ResolvedBy.Primary } => $"The sensor can name this device {decision.ResolvedName}: {seen}.",
            { ResolvedBy: ResolvedBy.Secondary } => $"Only reverse DNS names this device, {decision.ResolvedName}: {seen}.",
            _ => $"The sensor cannot name this device: {seen}.",
        };
    }

    /// <summary>What to do about a trouble.</summary>
    /// <param name="trouble">Which.</param>
    /// <param name="target">The device, or several with the same trouble, in words.</param>
    /// <param name="source">The local address; empty when it is not known.</param>
    public static string Remediation(NnrTrouble trouble, string target, string source)
    {
        var from = source.Length > 0 ? source : "the sensor";
        return trouble switch
        {
            NnrTrouble.NotTested => "Choose a method that can be used here; the message tells why none of the chosen ones was.",
            NnrTrouble.NameNotResolved => "See whether the name is spelled right and whether the DNS servers of this machine know it.",
            NnrTrouble.Conflict => MendName(target),
            NnrTrouble.Mistaken => $"{MendPointer(target)} A name by TCP 135, UDP 137 or TCP 3389 that reaches {from} is better still: "
                + "then reverse DNS is not asked.",
            NnrTrouble.ConflictAndMistaken => $"{MendPointer(target)} {MendName(target)}",
            NnrTrouble.Unreached => $"Allow at least one of TCP 135, UDP 137 and TCP 3389 from {from} to {target}, "
                + "in the firewalls on the way and on the device; all three are recommended.",
            NnrTrouble.Nameless => $"A port of {target} is open but gives no name: see the message. Let one of NTLM over RPC, "
                + $"NetBIOS or an RDP certificate with the machine's own name answer {from}.",
            NnrTrouble.OnlyDns => $"Reverse DNS alone names {target}. If it is a Windows machine, turn one of the primary methods on; "
                + "if not (a phone, a printer), keep its PTR record right.",
            NnrTrouble.NoMethod => $"Nothing on {target} gives a name. If it is a Windows machine, turn one of the methods on; "
                + "if not (a phone, a printer), see that it has a PTR record that leads back to it.",
            _ => "",
        };
    }

    private static string MendName(string target) => $"Find out which name is right for {target} and mend the other: "
        + "a certificate or an image with another machine's name, a stale DNS record, or two devices behind one address.";

    private static string MendPointer(string target) =>
        $"Let {target} have one PTR record, with the name of the device that is there, or none: no name is better than another device's. "
            + "Where DHCP gives addresses out, let it keep and remove the records, and let old ones be scavenged.";

    private static IEnumerable<string> Described(MethodOutcomes methods)
    {
        yield return Describe("NTLM over RPC", methods.Ntlm);
        yield return Describe("NetBIOS", methods.NetBios);
        yield return Describe("RDP", methods.Rdp);
        yield return Describe("reverse DNS", methods.Dns);
    }

    private static string Describe(string method, MethodOutcome outcome)
    {
        var why = outcome.Why.Length > 0 ? $" ({outcome.Why})" : "";
        if (outcome.HasName) return $"{method} says {outcome.Name}{why}";
        return outcome.State switch
        {
            State.Open => outcome.Reason == Reason.ConnectionReset
                ? $"{method} was accepted and reset{why}"
                : $"{method} gave no name{why}",
            State.Closed => $"{method} is closed",
            State.Filtered => $"{method} gave no answer (blocked, or nothing listens)",
            State.NoReply => $"{method} gave no answer{why}",
            State.Unreachable => $"{method} is unreachable{(why.Length > 0 ? why : $" ({outcome.Reason})")}",
            State.BlockedLocally => $"{method} is blocked by this machine",
            _ => $"{method} was not asked{(outcome == MethodOutcome.NotChosen ? "" : why)}",
        };
    }
}
