using System;
using MdiPrereq.Contract;
using MdiPrereq.Engine;

namespace MdiPrereq.Checks.Adapters.Rules;

/// <summary>One rule with the facts that it judges.</summary>
/// <param name="Check">The check's stable name.</param>
/// <param name="Subject">The adapter; null when the rule is about the machine.</param>
/// <param name="Judge">The rule itself.</param>
internal sealed record AdapterRule(string Check, Subject? Subject, Func<Finding> Judge)
{
    /// <summary>The rule's finding. A defect of ours costs this check its answer, and no other.</summary>
    public Finding JudgeOrFault()
    {
        try
        {
            return Judge();
        }
        catch (Exception e)
        {
            return Faulted(e);
        }
    }

    public Finding Faulted(Exception fault) =>
        new Question(Check, "", LearnPage.Standalone, Subject).NotTested(Fault.Describe(fault), "See the message; the other checks stand.");
}
