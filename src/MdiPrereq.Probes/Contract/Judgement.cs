namespace MdiPrereq.Contract;

/// <summary>
/// What a rule makes of facts: the one shape in which every check judges. A check that has more to say adds it by a type of its
/// own.
/// </summary>
/// <param name="Verdict">What the facts mean for Defender for Identity.</param>
/// <param name="Evidence">What was seen, in a few words; empty when nothing was.</param>
/// <param name="Message">One plain sentence: what was seen and what it means.</param>
/// <param name="Remediation">What to do; empty when there is nothing.</param>
/// <param name="Reference">Where this is documented (a URL).</param>
internal record Judgement(Verdict Verdict, string Evidence, string Message, string Remediation = "", string Reference = "");
