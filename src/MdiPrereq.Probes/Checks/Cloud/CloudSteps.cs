using System.Collections.Generic;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Cloud;

/// <summary>Judges what was seen of a host, step by step. Pure: the same observation gives the same judgements.</summary>
internal static class CloudSteps
{
    /// <summary>The steps that go over the network, and the judgement of each, in their order.</summary>
    public static IReadOnlyList<(CloudCheck Check, StepJudgement Judgement)> Judge(CloudObservation seen)
    {
        var steps = new List<(CloudCheck Check, StepJudgement Judgement)> { (CloudCheck.Proxy, seen.Way.Judgement) };
        if (seen.Way.IsUnknown) return SkipRest(steps, CloudReason.WayOutUnknown, "the way out is not known");

        steps.Add((CloudCheck.NameResolution, ConnectionSteps.JudgeName(seen)));
        if (seen.Outcome is not { } outcome) return SkipRest(steps, CloudReason.EarlierStepFailed, $"the name {NameOf(seen)} has no address");

        if (outcome.Reason == Reason.Cancelled) return SkipRest(steps, CloudReason.Cancelled, "the run was stopped");
        if (outcome.State == State.NotTested) return SkipRest(steps, CloudReason.Error, $"the probe could not be made ({outcome.Detail})");

        steps.Add((CloudCheck.Connection, ConnectionSteps.JudgeConnection(seen, outcome)));
        if (outcome.Stage < ProbeStage.Tls) return SkipRest(steps, CloudReason.EarlierStepFailed, $"there is no connection to {seen.Host}");

        var tls = TlsSteps.JudgeHandshake(seen, outcome);
        steps.Add((CloudCheck.Tls, tls));
        if (outcome.Tls?.Certificate is null) return SkipRest(steps, CloudReason.EarlierStepFailed, "there is no TLS connection");

        var chain = TlsSteps.JudgeChain(seen, outcome.Tls);
        steps.Add((CloudCheck.CertificateChain, chain));
        if (tls.Verdict == Verdict.Fail || chain.Verdict == Verdict.Fail)
        {
            return SkipRest(steps, CloudReason.EarlierStepFailed, "what answers on a connection that the sensor would not trust says nothing of the service");
        }

        steps.Add((CloudCheck.Ping, PingSteps.JudgePing(seen, outcome)));
        steps.Add((CloudCheck.ClockSkew, PingSteps.JudgeClock(outcome)));
        return steps;
    }

    /// <summary>The step that decides over the whole host: the first that fails, else the first that leaves something open, else the ping.</summary>
    public static (CloudCheck Check, StepJudgement Judgement) Decisive(IReadOnlyList<(CloudCheck Check, StepJudgement Judgement)> steps)
    {
        foreach (var verdict in new[] { Verdict.Fail, Verdict.NotTested, Verdict.Warning })
        {
            foreach (var step in steps)
            {
                if (step.Judgement.Verdict == verdict && step.Judgement.Reason != CloudReason.NoTimeTold) return step;
            }
        }

        return steps[(int)CloudCheck.Ping];
    }

    /// <summary>The name that has to be resolved here: a proxy resolves the host's itself.</summary>
    public static string NameOf(CloudObservation seen) => seen.Way.Proxy?.Host.HostName ?? seen.Host;

    private static List<(CloudCheck Check, StepJudgement Judgement)> SkipRest(
        List<(CloudCheck Check, StepJudgement Judgement)> steps, CloudReason reason, string why)
    {
        for (var check = (CloudCheck)steps.Count; check <= CloudCheck.ClockSkew; check++)
        {
            steps.Add((check, StepJudgement.NotTested(reason, $"Not tested: {why}.")));
        }

        return steps;
    }
}
