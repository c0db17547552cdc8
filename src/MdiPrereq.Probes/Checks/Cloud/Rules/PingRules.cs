using System;
using System.Globalization;
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
        return header.StatusCode switch
        {
            200 when outcome.Verified && outcome.Findings.Concern.Length == 0 => StepJudgement.Pass(
                seen.Ping.SensorVersion.Length > 0 ? $"{status}, version {seen.Ping.SensorVersion}" : outcome.Findings.Evidence,
                $"The sensor API answered: {outcome.Findings.Evidence}."),
            200 when outcome.Verified => StepJudgement.Warn(
                CloudReason.UnexpectedAnswer,
                status,
                $"The sensor API answered {status}. {outcome.Findings.Concern}",
                "Open the URL in a browser on this machine and see what answers."),
            503 => StepJudgement.Pass(
                status,
                "The sensor API answered HTTP 503, as it does for an older workspace; that counts as success."),
            404 => StepJudgement.Fail(
                CloudReason.NotFound,
                status,
                "HTTP 404: something answers for this name, but it is not the sensor API of the workspace.",
                $"See whether {seen.Words.CloudWorkspace} is right: the portal shows it in Settings, Identities, About."),
            401 or 403 or 407 => StepJudgement.Fail(
                CloudReason.UnexpectedAnswer,
                status,
                $"{status}: the service itself, not a proxy on the way, refuses the request.",
                "See whether the workspace still exists and is licensed, and whether the service is restricted to certain addresses."),
            >= 300 and <= 399 => StepJudgement.Fail(
                CloudReason.Redirected,
                status,
                $"{status}: a redirection{To(header)}, as to a sign-in page. The sensor API never redirects, so something else answers.",
                $"Exempt {seen.Host} from whatever asks for a sign-in: a portal, a cloud proxy, a gateway."),
            _ => StepJudgement.Fail(
                CloudReason.UnexpectedAnswer,
                status,
                header.StatusCode == 200
                    ? $"{status}, but {outcome.Detail} came in place of a whole answer."
                    : $"{status} is not what the sensor API says.",
                "Try again later; if it stays, open the URL in a browser on this machine and see what answers."),
        };
    }

    public static StepJudgement JudgeClock(ProbeOutcome outcome)
    {
        if (outcome.ClockSkew is not { } skew)
        {
            return StepJudgement.NotTested(CloudReason.NoTimeTold, "Not tested: the answer told no time.");
        }

        var difference = PortWording.FormatSkew(skew);
        return PortRules.IsSkewed(outcome)
            ? StepJudgement.Warn(
                CloudReason.ClocksDiffer,
                difference,
                $"The service's clock differs by {difference} from this machine's; five minutes are the limit among the sensor's machines.",
                "Set this machine's clock right; a domain member takes the time from its domain's controllers (w32tm /query /status).")
            : StepJudgement.Pass(difference, $"The clocks differ by {difference}.");
    }

    private static StepJudgement JudgeNoAnswer(CloudObservation seen, ProbeOutcome outcome) => outcome.Reason switch
    {
        Reason.UnexpectedReply => StepJudgement.Fail(
            CloudReason.UnexpectedAnswer,
            "no HTTP",
            $"TLS works, but what answers behind it is not HTTP: {outcome.Detail}.",
            "See what answers for the service."),
        Reason.ConnectionReset => StepJudgement.Fail(
            CloudReason.ConnectionClosed,
            "reset",
            "TLS works, but the connection was reset when the page was asked for.",
            "A firewall that looks into connections does that: allow the host with everything that is said on it."),
        _ => StepJudgement.Fail(
            CloudReason.NoAnswer,
            "no answer",
            $"TLS works, but no answer came to the request: {outcome.Detail}.",
            $"Try again with a longer {seen.Words.Timeout}; if it stays, see what a proxy or firewall on the way does."),
    };

    private static string To(HttpHeader header) =>
        Uri.TryCreate(header["Location"], UriKind.Absolute, out var target) && target.Host.Length > 0
            ? " to " + SafeText.Clean(target.Host)
            : "";
}
