using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Checks.Cloud.Wording;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Cloud.Rules;

/// <summary>Judges what was seen of a host, step by step. Pure: the same observation gives the same judgements.</summary>
internal static class CloudRules
{
    /// <summary>The steps to a host, in their order.</summary>
    public static IReadOnlyList<CloudCheck> Steps { get; } =
    [
        CloudCheck.Proxy,
        CloudCheck.NameResolution,
        CloudCheck.Connection,
        CloudCheck.Tls,
        CloudCheck.CertificateChain,
        CloudCheck.Ping,
        CloudCheck.ClockSkew,
    ];

    /// <summary>The judgement of each of them.</summary>
    public static IReadOnlyList<CloudStep> Judge(CloudObservation seen)
    {
        var steps = new List<CloudStep> { new(CloudCheck.Proxy, seen.Way.Judgement) };
        if (seen.Way.IsUnknown) return SkipRest(steps, CloudReason.WayOutUnknown, StepWording.WayOutUnknown);

        steps.Add(new(CloudCheck.NameResolution, ConnectionRules.JudgeName(seen)));
        if (seen.Outcome is not { } outcome) return SkipRest(steps, CloudReason.EarlierStepFailed, StepWording.NoAddress(NameOf(seen)));

        if (outcome.Reason == Reason.Cancelled) return SkipRest(steps, CloudReason.Cancelled, StepWording.Stopped);
        if (outcome.State == State.NotTested) return SkipRest(steps, CloudReason.Error, StepWording.NoProbe(outcome.Detail));

        steps.Add(new(CloudCheck.Connection, ConnectionRules.JudgeConnection(seen, outcome)));
        if (outcome.Stage < ProbeStage.Tls) return SkipRest(steps, CloudReason.EarlierStepFailed, StepWording.NoConnection(seen.Host));

        var tls = TlsRules.JudgeHandshake(seen, outcome);
        steps.Add(new(CloudCheck.Tls, tls));
        if (outcome.Tls?.Certificate is null) return SkipRest(steps, CloudReason.EarlierStepFailed, StepWording.NoTls);

        var chain = TlsRules.JudgeChain(seen, outcome.Tls);
        steps.Add(new(CloudCheck.CertificateChain, chain));
        if (tls.Verdict == Verdict.Fail || chain.Verdict == Verdict.Fail)
        {
            return SkipRest(steps, CloudReason.EarlierStepFailed, StepWording.NotTrusted);
        }

        steps.Add(new(CloudCheck.Ping, PingRules.JudgePing(seen, outcome)));
        steps.Add(new(CloudCheck.ClockSkew, PingRules.JudgeClock(outcome)));
        return steps;
    }

    /// <summary>The name that has to be resolved here: a proxy resolves the host's itself.</summary>
    public static string NameOf(CloudObservation seen) => seen.Way.Proxy?.Host.HostName ?? seen.Host;

    private static List<CloudStep> SkipRest(List<CloudStep> steps, CloudReason reason, string message) =>
    [
        .. steps,
        .. Steps.Skip(steps.Count).Select(check => new CloudStep(check, StepJudgement.NotTested(reason, message))),
    ];
}
