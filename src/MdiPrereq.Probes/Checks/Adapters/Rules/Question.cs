namespace MdiPrereq.Checks.Adapters.Rules;

/// <summary>What one rule asks: the check's stable name, what should be, and of which adapter.</summary>
internal sealed record Question(string Check, string Expected, string Reference, Subject? Subject = null)
{
    public Finding Pass(string actual, string message) => new(this, Verdict.Pass, actual, message, "");

    public Finding Warn(string actual, string message, string remediation) => new(this, Verdict.Warning, actual, message, remediation);

    public Finding Fail(string actual, string message, string remediation) => new(this, Verdict.Fail, actual, message, remediation);

    /// <param name="reason">Why not, as the end of a sentence.</param>
    /// <param name="remediation">How it could be.</param>
    public Finding NotTested(string reason, string remediation) =>
        new(this, Verdict.NotTested, "", $"Not tested: {reason.TrimEnd('.')}.", remediation);

    /// <param name="reason">Why, as the end of a sentence.</param>
    public Finding NotApplicable(string reason) => new(this, Verdict.NotApplicable, "", $"Does not apply: {reason.TrimEnd('.')}.", "");
}
