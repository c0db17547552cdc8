using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Checks.Cloud;

/// <summary>What was seen of a host, and what each step to it came to, in their order.</summary>
internal sealed record CloudHost(CloudObservation Observation, IReadOnlyList<CloudStep> Steps)
{
    /// <summary>
    /// The judgement that decides over the whole host: the first that fails, else the first that leaves something open, else the
    /// ping's.
    /// </summary>
    public StepJudgement Decisive => new[] { Verdict.Fail, Verdict.NotTested, Verdict.Warning }
        .SelectMany(verdict => Steps.Where(step => step.Judgement.Verdict == verdict && step.Judgement.Reason != CloudReason.NoTimeTold))
        .FirstOrDefault()?.Judgement ?? Of(CloudCheck.Ping);

    /// <summary>Whether the service was reached; only the clocks' step may be open.</summary>
    public bool Answers =>
        Steps.All(step => step.Check == CloudCheck.ClockSkew || step.Judgement.Verdict is not (Verdict.Fail or Verdict.NotTested));

    public StepJudgement Of(CloudCheck check) => Steps.Single(step => step.Check == check).Judgement;
}
