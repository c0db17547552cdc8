using MdiPrereq.Contract;

namespace MdiPrereq.Checks.Cloud;

/// <summary>What one step came to.</summary>
internal sealed record StepJudgement(CloudReason Reason, Verdict Verdict, string Evidence, string Message, string Remediation = "")
    : Judgement(Verdict, Evidence, Message, Remediation)
{
    public static StepJudgement Pass(string evidence, string message) => new(CloudReason.Works, Verdict.Pass, evidence, message);

    public static StepJudgement Fail(CloudReason reason, string evidence, string message, string remediation) =>
        new(reason, Verdict.Fail, evidence, message, remediation);

    public static StepJudgement Fail(CloudReason reason, string evidence, Said said) =>
        Fail(reason, evidence, said.Message, said.Remediation);

    public static StepJudgement Warn(CloudReason reason, string evidence, Said said) =>
        Warn(reason, evidence, said.Message, said.Remediation);

    public static StepJudgement Warn(CloudReason reason, string evidence, string message, string remediation) =>
        new(reason, Verdict.Warning, evidence, message, remediation);

    public static StepJudgement NotTested(CloudReason reason, string message, string remediation = "") =>
        new(reason, Verdict.NotTested, "", message, remediation);
}
