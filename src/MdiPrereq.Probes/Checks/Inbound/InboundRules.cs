using System;
using System.Linq;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Inbound;

/// <summary>
/// What both ends together mean for a row. Verified is only what was heard at the sensor, or answered by it; lost is only what was sent
/// while the sensor listened and lost nothing itself.
/// </summary>
internal static class InboundRules
{
    /// <param name="facts">What both ends saw.</param>
    /// <param name="skew">The sensor's clock minus the sender's, from other rows of the same two; null when they tell none.</param>
    public static PortJudgement Judge(InboundFacts facts, TimeSpan? skew)
    {
        var finding = FindingOf(facts, skew);
        var outcome = OutcomeOf(finding, facts) with
        {
            Attempts = facts.Sending.Attempts,
            ClockSkew = facts.ClockSkew,
            Findings = new() { Evidence = InboundWording.Evidence(facts), Concern = InboundWording.Concern(finding, facts) },
        };
        var verdict = PortRules.VerdictOf(facts.Row.Necessity, outcome, deviceCanBeNamed: false);
        var (message, remediation) = InboundWording.Say(finding, facts, outcome, verdict);
        return new(outcome, verdict, message, verdict == Verdict.Pass ? "" : remediation);
    }

    /// <summary>The judgement of a row of which one end or the other could not be had.</summary>
    public static PortJudgement NotTested(string why, string remediation) =>
        new(ProbeOutcome.Of((State.NotTested, Reason.Error), why), Verdict.NotTested, InboundWording.NotTested(why), remediation);

    private static InboundFinding FindingOf(InboundFacts facts, TimeSpan? skew)
    {
        var sending = facts.Sending;
        if (facts.Heard.Any()) return InboundFinding.Arrived;
        if (sending.Verified) return InboundFinding.Answered;
        if (facts.Captured.Any()) return FindingOfCaptured(facts);

        if (facts.IsSenderBlocked) return InboundFinding.BlockedAtSensor;
        if (sending.State is State.NotTested or State.NameNotResolved or State.BlockedLocally) return InboundFinding.NotSent;
        if (facts.Reception is null) return InboundFinding.NoReception;
        if (facts.Reception.Listening == ProbeListening.None) return InboundFinding.Hindered;
        if (!facts.WasListening(skew)) return InboundFinding.NotAtOnce;
        if (sending.State is State.Closed or State.Unreachable) return InboundFinding.Refused;
        if (facts.Reception.Dropped > 0 || facts.Reception.Withheld > 0) return InboundFinding.Flooded;
        return sending.State == State.Open ? InboundFinding.TakenByAnother : InboundFinding.Lost;
    }

    /// <summary>What it means that probes were captured at the sensor's adapters, and heard by no listener of ours.</summary>
    private static InboundFinding FindingOfCaptured(InboundFacts facts)
    {
        // Without the sensor's word nobody knows whether there was a listener to hear them.
        if (facts.Reception is null) return InboundFinding.NoReception;

        // Data of a connection comes only once the sensor's own system has let the connection in.
        if (facts.IsHeldByAnother)
        {
            return facts.Sending.Transport == Transport.Tcp ? InboundFinding.Arrived : InboundFinding.CameToMachine;
        }

        // What the system drops for want of room never came to the listener either.
        return facts.Reception.Dropped > 0 ? InboundFinding.Flooded : InboundFinding.BlockedAtSensor;
    }

    private static ProbeOutcome OutcomeOf(InboundFinding finding, InboundFacts facts) => finding switch
    {
        InboundFinding.Arrived => ProbeOutcome.Of((State.Open, Reason.ProbeArrived)),
        InboundFinding.Answered => ProbeOutcome.Of((State.Open, Reason.ProtocolReply)),
        InboundFinding.CameToMachine => ProbeOutcome.Of((State.Open, Reason.NoProtocolReply)),
        InboundFinding.BlockedAtSensor => ProbeOutcome.Of((State.Filtered, Reason.BlockedAtTarget)),
        InboundFinding.NotSent or InboundFinding.Refused or InboundFinding.TakenByAnother =>
            ProbeOutcome.Of((facts.Sending.State, facts.Sending.Reason)),
        InboundFinding.Lost => ProbeOutcome.Of(SocketErrorTable.TimedOut(facts.Sending.Transport)),
        _ => ProbeOutcome.Of((State.NotTested, Reason.Error)),
    };
}
