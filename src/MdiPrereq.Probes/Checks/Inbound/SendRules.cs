using MdiPrereq.Checks.Ports;
using MdiPrereq.Contract;

namespace MdiPrereq.Checks.Inbound;

/// <summary>What it means how the sending of probes went.</summary>
internal static class SendRules
{
    public static Judgement Judge(SendFacts facts, Vocabulary words)
    {
        var verdict = facts.IsForTheOtherEndToSay
            ? Verdict.NotTested
            : PortRules.VerdictOf(facts.Row.Requirement.Necessity, facts.Outcome, deviceCanBeNamed: false);
        var (message, remediation) = SendWording.Say(facts, words);
        return new(verdict, facts.Outcome.Findings.Evidence, message, remediation, facts.Row.Requirement.Reference);
    }
}
