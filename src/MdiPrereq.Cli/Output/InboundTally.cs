namespace MdiPrereq.Cli.Output;

/// <summary>Counts rows that were tested from both ends. No sensor must have them, and yet who tests them wants them to work.</summary>
internal sealed class InboundTally() : RunTally("row")
{
    public override void Add(CheckResult result)
    {
        base.Add(result);
        RequirementFails |= result.Verdict != Verdict.Pass;
    }
}
