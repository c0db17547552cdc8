using System;
using System.Globalization;
using MdiPrereq.Checks.Cloud.Wording;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Protocols;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Cloud.Rules;

/// <summary>The judgement of the sensor API's answer.</summary>
internal static class PingRules
{
    public static StepJudgement JudgePing(CloudObservation seen, ProbeOutcome outcome)
    {
        if (seen.Ping?.Header is not { } header) return JudgeNoAnswer(seen, outcome);
        var status = $"HTTP {header.StatusCode.ToString(CultureInfo.InvariantCulture)}";
        var findings = outcome.Findings;
        return header.StatusCode switch
        {
            200 when outcome.Verified && findings.Concern.Length == 0 => StepJudgement.Pass(
                seen.Ping.SensorVersion.Length > 0 ? $"{status}, version {seen.Ping.SensorVersion}" : findings.Evidence,
                PingWording.Answered(findings.Evidence)),
            200 when outcome.Verified =>
                StepJudgement.Warn(CloudReason.UnexpectedAnswer, status, PingWording.Doubtful(status, findings.Concern)),
            200 => StepJudgement.Fail(CloudReason.UnexpectedAnswer, status, PingWording.NotWhole(status, outcome.Detail)),
            503 => StepJudgement.Pass(status, PingWording.OlderWorkspace),
            404 => StepJudgement.Fail(CloudReason.NotFound, status, PingWording.NotFound(seen.Words)),
            401 or 403 or 407 => StepJudgement.Fail(CloudReason.UnexpectedAnswer, status, PingWording.Refused(status)),
            >= 300 and <= 399 =>
                StepJudgement.Fail(CloudReason.Redirected, status, PingWording.Redirected(status, TargetOf(header), seen.Host)),
            _ => StepJudgement.Fail(CloudReason.UnexpectedAnswer, status, PingWording.OtherStatus(status)),
        };
    }

    public static StepJudgement JudgeClock(ProbeOutcome outcome)
    {
        if (outcome.ClockSkew is not { } skew) return StepJudgement.NotTested(CloudReason.NoTimeTold, PingWording.NoTimeTold);
        var difference = PortWording.FormatSkew(skew);
        return PortRules.IsSkewed(outcome)
            ? StepJudgement.Warn(CloudReason.ClocksDiffer, difference, PingWording.ClocksDiffer(difference))
            : StepJudgement.Pass(difference, PingWording.ClocksAgree(difference));
    }

    private static StepJudgement JudgeNoAnswer(CloudObservation seen, ProbeOutcome outcome) => outcome.Reason switch
    {
        Reason.UnexpectedReply => StepJudgement.Fail(CloudReason.UnexpectedAnswer, "no HTTP", PingWording.NoHttp(outcome.Detail)),
        Reason.ConnectionReset => StepJudgement.Fail(CloudReason.ConnectionClosed, "reset", PingWording.Reset),
        _ => StepJudgement.Fail(CloudReason.NoAnswer, "no answer", PingWording.NoAnswer(outcome.Detail, seen.Words)),
    };

    /// <summary>The host that a redirection leads to; empty when it names none.</summary>
    private static string TargetOf(HttpHeader header) =>
        Uri.TryCreate(header["Location"], UriKind.Absolute, out var target) && target.Host.Length > 0 ? SafeText.Clean(target.Host) : "";
}
