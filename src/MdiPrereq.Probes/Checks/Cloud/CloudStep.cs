namespace MdiPrereq.Checks.Cloud;

/// <summary>A step, judged.</summary>
internal sealed record CloudStep(CloudCheck Check, StepJudgement Judgement);
