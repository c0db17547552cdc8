using MdiPrereq.Contract;

namespace MdiPrereq.Checks.Adapters.Rules;

/// <summary>What one rule says; its evidence is what is there.</summary>
internal sealed record Finding(Question Question, Verdict Verdict, string Evidence, string Message, string Remediation)
    : Judgement(Verdict, Evidence, Message, Remediation, Question.Reference);
