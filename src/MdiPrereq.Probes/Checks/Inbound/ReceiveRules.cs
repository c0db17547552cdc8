using MdiPrereq.Checks.Ports;
using MdiPrereq.Contract;

namespace MdiPrereq.Checks.Inbound;

/// <summary>What it means that a probe arrived, and that none did. One end alone proves no more than that.</summary>
internal static class ReceiveRules
{
    /// <param name="seen">What was seen.</param>
    /// <param name="row">The row.</param>
    /// <param name="holder">The program that has the port; empty when a listener of ours has.</param>
    public static Judgement Judge(Sighting seen, InboundRow row, string holder)
    {
        var (message, remediation) = ReceiveWording.Arrival(seen, row, holder);
        var verdict = remediation.Length > 0 ? Verdict.Warning : Verdict.Pass;
        return new(verdict, seen.Message.Format, message, remediation, row.Requirement.Reference);
    }

    /// <summary>Whether the time between sending and arrival is no delay of the way.</summary>
    public static bool ClocksDiffer(Sighting seen) => seen.Delay is { } delay && delay.Duration() > PortRules.MaxClockSkew;

    public static Judgement Judge(ReceptionFacts facts, int seconds)
    {
        var (message, remediation) = ReceiveWording.Reception(facts, seconds);
        return new(VerdictOf(facts), ReceiveWording.Evidence(facts), message, remediation, facts.Row.Requirement.Reference);
    }

    private static Verdict VerdictOf(ReceptionFacts facts)
    {
        var anything = facts.Probes + facts.Messages > 0;
        if (facts.BlockedHere > 0 || (anything && !facts.HasListener)) return Verdict.Warning;
        return anything ? Verdict.Pass : Verdict.NotTested;
    }
}
