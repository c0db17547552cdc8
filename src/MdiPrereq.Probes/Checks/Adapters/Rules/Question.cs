using MdiPrereq.Checks.Adapters.Wording;

namespace MdiPrereq.Checks.Adapters.Rules;

/// <summary>What one rule asks: the check's stable name, what should be, and of which adapter.</summary>
internal sealed record Question(string Check, string Expected, string Reference, Subject? Subject = null)
{
    public Question Of(Subject? subject) => this with { Subject = subject };

    public Finding Pass(string actual, string message) => new(this, Verdict.Pass, actual, message, "");

    public Finding Warn(string actual, Said said) => new(this, Verdict.Warning, actual, said.Message, said.Remediation);

    public Finding Fail(string actual, Said said) => new(this, Verdict.Fail, actual, said.Message, said.Remediation);

    /// <param name="said">Why not, as the end of a sentence, and how it could be.</param>
    public Finding NotTested(Said said) => new(this, Verdict.NotTested, "", AdapterWording.NotTested(said.Message), said.Remediation);

    /// <param name="reason">Why, as the end of a sentence.</param>
    public Finding NotApplicable(string reason) => new(this, Verdict.NotApplicable, "", AdapterWording.NotApplicable(reason), "");
}
