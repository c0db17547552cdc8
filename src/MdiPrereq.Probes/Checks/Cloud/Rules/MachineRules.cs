using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Checks.Cloud.Rules;

/// <summary>
/// The judgement of what stands beside the way to the service: root certificates, and where they and revocation lists come from.
/// </summary>
internal static class MachineRules
{
    /// <param name="roots">Those of which one is needed.</param>
    /// <param name="store">The thumbprints in the machine's store; null when it could not be read.</param>
    /// <param name="chainIsTrusted">Whether the service's own chain was seen to end in a root that is trusted here.</param>
    public static StepJudgement JudgeRoots(IReadOnlyList<CloudRoot> roots, ISet<string>? store, bool chainIsTrusted)
    {
        var wanted = string.Join(" or ", roots.Select(root => $"{root.Name} ({root.Thumbprint})"));
        if (store is null)
        {
            return StepJudgement.NotTested(
                CloudReason.StoreUnreadable,
                "Not tested: the machine's store of root certificates could not be read.",
                $"See whether it holds {wanted}.");
        }

        var present = roots.Where(root => store.Contains(root.Thumbprint)).Select(root => root.Name).ToList();
        if (present.Count > 0)
        {
            return StepJudgement.Pass(string.Join(", ", present), $"The machine's store holds {string.Join(" and ", present)}.");
        }

        var message = $"The machine's store of root certificates does not hold {wanted}.";
        const string Remediation = "Import it into Trusted Root Certification Authorities of the computer, "
            + "or let Windows fetch it (ctldl.windowsupdate.com).";
        return chainIsTrusted
            ? StepJudgement.Warn(
                CloudReason.RootMissing,
                "missing",
                $"{message} The service's certificate is trusted all the same, by another root.",
                Remediation)
            : StepJudgement.Fail(CloudReason.RootMissing, "missing", message, Remediation);
    }

    public static StepJudgement JudgeDownload(DownloadUrl url, DownloadObservation seen, int timeoutMilliseconds)
    {
        if (seen.Way.IsUnknown) return StepJudgement.NotTested(CloudReason.WayOutUnknown, "Not tested: the way out is not known.");
        var through = seen.Way.Proxy is { } proxy ? $" through {proxy}" : "";
        var allow = $"Allow {url.Host}, TCP 80, for {url.Purpose}. The sensor works without, "
            + "as long as Windows needs nothing new from there.";
        if (seen.Outcome is not { } outcome)
        {
            return StepJudgement.Warn(
                CloudReason.NameNotResolved,
                "",
                $"{(seen.Way.Proxy is { } named ? $"The proxy's name {named.Host.HostName}" : $"The name {url.Host}")} has no "
                    + $"address{Detail(seen.NameProblem)}.",
                allow);
        }

        if (outcome.Reason == Reason.Cancelled) return StepJudgement.NotTested(CloudReason.Cancelled, "Not tested: the run was stopped.");
        if (seen.StatusCode is { } status)
        {
            return status switch
            {
                >= 200 and <= 299 => StepJudgement.Pass($"HTTP {status}", $"{url.Host} answers{through}: HTTP {status}."),
                407 => StepJudgement.Warn(
                    CloudReason.ProxyAuthenticationRequired,
                    $"HTTP {status}",
                    $"The proxy wants authentication for {url.Host} (HTTP 407). Windows fetches {url.Purpose} without.",
                    allow),
                _ => StepJudgement.Warn(
                    CloudReason.UnexpectedAnswer,
                    $"HTTP {status}",
                    $"HTTP {status} came for a file of {url.Host}{through}: a proxy may forbid it, or the file has moved.",
                    allow),
            };
        }

        return (outcome.State, outcome.Reason) switch
        {
            (State.Closed, _) => StepJudgement.Warn(
                CloudReason.ConnectionRefused,
                "refused",
                $"The connection to {url.Host}{through} was refused.",
                allow),
            (State.Filtered, _) => StepJudgement.Warn(
                CloudReason.TimedOut,
                "no answer",
                $"No answer from {url.Host}{through} within {timeoutMilliseconds} ms.",
                allow),
            (State.Open, Reason.UnexpectedReply) => StepJudgement.Warn(
                CloudReason.UnexpectedAnswer,
                "no HTTP",
                $"What answers for {url.Host}{through} does not speak HTTP.",
                allow),
            (State.Open, _) => StepJudgement.Warn(
                CloudReason.NoAnswer,
                "no answer",
                $"The connection to {url.Host}{through} was accepted, but no answer came{Detail(outcome.Detail)}.",
                allow),
            (State.NotTested, _) => StepJudgement.NotTested(
                CloudReason.Error,
                $"Not tested: the probe could not be made{Detail(outcome.Detail)}."),
            _ => StepJudgement.Warn(CloudReason.Unreachable, "unreachable", $"{url.Host} cannot be reached{through}.", allow),
        };
    }

    private static string Detail(string detail) => detail.Length > 0 ? $": {detail}" : "";
}
