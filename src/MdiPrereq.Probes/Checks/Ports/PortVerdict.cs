using System;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Ports;

/// <summary>What an outcome means for Defender for Identity. The one place of these rules.</summary>
internal static class PortVerdict
{
    /// <summary>Kerberos' default tolerance (RFC 4120 section 5.2.3 leaves it to policy), and what MDI allows between sensor and controllers.</summary>
    public static readonly TimeSpan MaxClockSkew = TimeSpan.FromMinutes(5);

    /// <param name="necessity">The row's.</param>
    /// <param name="outcome">What the probe saw.</param>
    /// <param name="deviceCanBeNamed">Whether another Network Name Resolution row of the same device was verified.</param>
    public static Verdict Of(Necessity necessity, ProbeOutcome outcome, bool deviceCanBeNamed)
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

    /// <summary>Whether a result means that a compliance check may not say yes: something required fails, or could not be tried.</summary>
    public static bool SpoilsCompliance(CheckResult result) =>
        result.Verdict == Verdict.Fail
        || result is PortTestResult { Reason: Reason.Error or Reason.Cancelled }
            or NnrTestResult { Verdict: Verdict.NotTested }
            or CloudTestResult { Reason: CloudReason.WayOutUnknown or CloudReason.Error or CloudReason.Cancelled };

    public static bool IsSkewed(ProbeOutcome outcome) => outcome.ClockSkew is { } skew && skew.Duration() > MaxClockSkew;
}
