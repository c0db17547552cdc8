using MdiPrereq.Checks.Ports;
using MdiPrereq.Contract;

namespace MdiPrereq.Checks.Inbound;

/// <summary>What both ends together came to, as the object that a user gets.</summary>
internal static class InboundResults
{
    public static PortTestResult Build(InboundFacts facts, PortJudgement judgement)
    {
        var sending = facts.Sending;
        var origin = new Origin(
            sending.ComputerName,
            sending.RemoteAddress,
            sending.SourceComputer,
            sending.SourceAddress,
            new(sending.TimestampUtc, sending.ElapsedMilliseconds));
        return new(origin, facts.Row, judgement)
        {
            Port = sending.Port,
            RemoteName = facts.Arrivals.Count > 0 ? facts.Arrivals[0].SourceComputer : "",
        };
    }

    /// <summary>The result of a row that could not be tested since one end or the other could not be had.</summary>
    /// <param name="row">The row.</param>
    /// <param name="sender">The machine that was to send.</param>
    /// <param name="sensor">The sensor, as the sender would have reached it.</param>
    /// <param name="why">What is wrong, as a sentence.</param>
    /// <param name="remediation">What to do.</param>
    public static PortTestResult NotTested(InboundRow row, string sender, string sensor, string why, string remediation) =>
        new(new(sensor, "", sender, "", ProbeTime.Now), row.Requirement, InboundRules.NotTested(why, remediation)) { Port = row.Port };
}
