using System;
using MdiPrereq.Checks.Adapters.Wording;
using MdiPrereq.Engine;

namespace MdiPrereq.Checks.Adapters.Rules;

/// <summary>One rule with the facts that it judges.</summary>
/// <param name="Question">What it asks.</param>
/// <param name="Answer">The rule itself.</param>
internal sealed record AdapterRule(Question Question, Func<Question, Finding> Answer)
{
    public Finding Judge() => Answer(Question);

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

    public Finding Faulted(Exception fault) => Question.NotTested(AdapterWording.Faulted(Fault.Describe(fault)));
}
