namespace MdiPrereq.Checks.Adapters.Rules;

/// <summary>What one rule says.</summary>
internal sealed record Finding(Question Question, Verdict Verdict, string Actual, string Message, string Remediation);

/// <summary>What one rule asks: the check's stable name, what should be, and of which adapter.</summary>
internal sealed record Question(string Check, string Expected, string Reference, Subject? Subject = null)
{
    public Finding Pass(string actual, string message) => new(this, Verdict.Pass, actual, message, "");

    public Finding Warn(string actual, string message, string remediation) => new(this, Verdict.Warning, actual, message, remediation);

    public Finding Fail(string actual, string message, string remediation) => new(this, Verdict.Fail, actual, message, remediation);

    /// <param name="reason">Why not, as the end of a sentence.</param>
    /// <param name="remediation">How it could be.</param>
    public Finding NotTested(string reason, string remediation) => new(this, Verdict.NotTested, "", $"Not tested: {reason.TrimEnd('.')}.", remediation);

    /// <param name="reason">Why, as the end of a sentence.</param>
    public Finding NotApplicable(string reason) => new(this, Verdict.NotApplicable, "", $"Does not apply: {reason.TrimEnd('.')}.", "");
}

/// <summary>An adapter in its role.</summary>
internal sealed record Subject(AdapterFact Adapter, AdapterRole Role)
{
    /// <summary>The adapter's name as PowerShell takes it.</summary>
    public string Quoted => $"'{Adapter.Name.Replace("'", "''")}'";

    public Question Ask(string check, string expected, string reference) => new(check, expected, reference, this);
}
