namespace MdiPrereq.Cli.Output;

/// <summary>Counts what arrived; the rows alone tell how it went.</summary>
internal sealed class ReceiveTally() : RunTally("row")
{
    private long _arrivals;

    protected override string Subject => $"{Count(_arrivals, "arrival")}, {base.Subject}";

    public override void Add(CheckResult result)
    {
        if (result is ProbeArrival) _arrivals++;
        else base.Add(result);
    }
}
