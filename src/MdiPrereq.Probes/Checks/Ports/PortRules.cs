using System;
using MdiPrereq.Contract;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Ports;

/// <summary>What an outcome means for Defender for Identity. The one place of these rules.</summary>
internal static class PortRules
{
    /// <summary>
    /// Kerberos' default tolerance (RFC 4120 section 5.2.3 leaves it to policy), and what MDI allows between sensor and
    /// controllers.
    /// </summary>
    public static readonly TimeSpan MaxClockSkew = TimeSpan.FromMinutes(5);

    /// <param name="row">The row.</param>
    /// <param name="outcome">What the probe saw.</param>
    /// <param name="deviceCanBeNamed">Whether another Network Name Resolution row of the same device was verified.</param>
    /// <param name="scene">What the sentences name.</param>
    public static PortJudgement Judge(PortRequirement row, ProbeOutcome outcome, bool deviceCanBeNamed, PortScene scene)
    {
        var verdict = VerdictOf(row.Necessity, outcome, deviceCanBeNamed);
        return new(outcome, verdict, PortWording.Message(row, outcome, verdict, scene), PortWording.Remediation(
            row,
            outcome,
            verdict,
            scene));
    }

    /// <summary>The judgement of a target that a sensor v3.x has no row for.</summary>
    public static Judgement NotApplicable() => new(Verdict.NotApplicable, "", PortWording.NotForModern, "", LearnPage.SensorV3);

    /// <summary>The judgement of a cloud row that nothing can be connected to for.</summary>
    public static PortJudgement CloudNotTested(PortRequirement row, Vocabulary words)
    {
        var outcome = ProbeOutcome.Of((State.NotTested, row.Protocol is null ? Reason.NoProbeExists : Reason.NotApplicable));
        return new(outcome, Verdict.NotTested, PortWording.CloudNotTested(row), PortWording.HowToTestCloud(row, words));
    }

    public static Verdict VerdictOf(Necessity necessity, ProbeOutcome outcome, bool deviceCanBeNamed)
    {
        if (outcome.Verified) return IsSkewed(outcome) || outcome.Findings.Concern.Length > 0 ? Verdict.Warning : Verdict.Pass;
        if (outcome.State == State.NotTested) return outcome.Reason == Reason.NotApplicable ? Verdict.NotApplicable : Verdict.NotTested;
        return necessity switch
        {
            Necessity.Required => Verdict.Fail,
            Necessity.OneOfNnr => deviceCanBeNamed ? Verdict.Warning : Verdict.Fail,
            _ => Verdict.Warning,
        };
    }

    public static bool IsSkewed(ProbeOutcome outcome) => outcome.ClockSkew is { } skew && skew.Duration() > MaxClockSkew;
}
