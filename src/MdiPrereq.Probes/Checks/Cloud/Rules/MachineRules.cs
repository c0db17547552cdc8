using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Checks.Cloud.Wording;

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
                MachineWording.StoreUnreadable,
                MachineWording.LookForRoot(wanted));
        }

        var present = roots.Where(root => store.Contains(root.Thumbprint)).Select(root => root.Name).ToList();
        if (present.Count > 0)
        {
            return StepJudgement.Pass(string.Join(", ", present), MachineWording.HoldsRoots(string.Join(" and ", present)));
        }

        var said = (chainIsTrusted ? MachineWording.TrustedByOther(wanted) : MachineWording.RootMissing(wanted), MachineWording.ImportRoot);
        return chainIsTrusted
            ? StepJudgement.Warn(CloudReason.RootMissing, "missing", said)
            : StepJudgement.Fail(CloudReason.RootMissing, "missing", said);
    }

    public static StepJudgement JudgeDownload(DownloadUrl url, DownloadObservation seen, int timeoutMilliseconds)
    {
        var way = seen.Way;
        if (way.IsUnknown) return StepJudgement.NotTested(CloudReason.WayOutUnknown, StepWording.WayOutUnknown);
        if (seen.Outcome is not { } outcome) return Warn(CloudReason.NameNotResolved, "", MachineWording.NoAddress(url, seen));
        if (outcome.Reason == Reason.Cancelled) return StepJudgement.NotTested(CloudReason.Cancelled, StepWording.Stopped);
        var target = MachineWording.Target(url, way);
        if (seen.StatusCode is { } status)
        {
            return status switch
            {
                >= 200 and <= 299 => StepJudgement.Pass($"HTTP {status}", MachineWording.Answers(url, way, status)),
                407 => Warn(
                    CloudReason.ProxyAuthenticationRequired, $"HTTP {status}", MachineWording.ProxyWantsAuthentication(url)),
                _ => Warn(CloudReason.UnexpectedAnswer, $"HTTP {status}", MachineWording.OtherStatus(target, status)),
            };
        }

        return (outcome.State, outcome.Reason) switch
        {
            (State.Closed, _) => Warn(CloudReason.ConnectionRefused, "refused", MachineWording.Refused(target)),
            (State.Filtered, _) => Warn(CloudReason.TimedOut, "no answer", MachineWording.Silent(target, timeoutMilliseconds)),
            (State.Open, Reason.UnexpectedReply) => Warn(CloudReason.UnexpectedAnswer, "no HTTP", MachineWording.NoHttp(target)),
            (State.Open, _) => Warn(CloudReason.NoAnswer, "no answer", MachineWording.NoAnswer(target, outcome.Detail)),
            (State.NotTested, _) => StepJudgement.NotTested(CloudReason.Error, MachineWording.NoProbe(outcome.Detail)),
            _ => Warn(CloudReason.Unreachable, "unreachable", MachineWording.Unreachable(url, way)),
        };

        StepJudgement Warn(CloudReason reason, string evidence, string message) =>
            StepJudgement.Warn(reason, evidence, message, MachineWording.Allow(url));
    }
}
