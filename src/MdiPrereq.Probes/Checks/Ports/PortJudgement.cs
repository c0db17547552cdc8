using MdiPrereq.Contract;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Ports;

/// <summary>The judgement of a row, with the outcome that it judges. Its page is the row's own.</summary>
internal sealed record PortJudgement(ProbeOutcome Outcome, Verdict Verdict, string Message, string Remediation)
    : Judgement(Verdict, Outcome.Findings.Evidence, Message, Remediation);
