using MdiPrereq.Transports;

namespace MdiPrereq.Probing;

/// <summary>The rows that no connection from the sensor can prove: inbound ones, and those between services on its own machine.</summary>
internal static class LocalRows
{
    public static string HowToTest(PortRequirement row) => row.Destination == Destination.Localhost
        ? "Run Test-MdiPort -Destination Localhost on the sensor's own machine."
        : $"On the sensor's machine see that its firewall allows {row.Transport.ToString().ToUpperInvariant()} {row.Port} from {row.From}.";

    /// <summary>The judgement of an inbound row, or of a localhost row that is asked of another machine: nothing can be said from here.</summary>
    public static LocalJudgement NotFromHere(PortRequirement row)
    {
        var outcome = ProbeOutcome.Of((State.NotTested, Reason.InboundRow));
        return new(outcome, Verdict.NotTested, Wording.Message(row, outcome, Verdict.NotTested, 0), HowToTest(row));
    }

    /// <summary>
    /// The judgement of a localhost row on this machine, by the system's table of listeners. A listener alone does not prove whose it
    /// is, so this is never Verified. Before the sensor is installed its port must be free, afterwards its updater must listen.
    /// </summary>
    public static LocalJudgement OnThisMachine(PortRequirement row) => Judge(row, LocalMachine.HasListener(row.Transport, row.Port), LocalMachine.IsSensorInstalled());

    internal static LocalJudgement Judge(PortRequirement row, bool hasListener, bool sensorInstalled)
    {
        var outcome = ProbeOutcome.Of(hasListener ? (State.Open, Reason.NoProbeExists) : (State.Closed, Reason.ConnectionRefused));
        var port = $"TCP {row.Port}";
        return (hasListener, sensorInstalled) switch
        {
            (false, false) => new(outcome, Verdict.Pass, $"No sensor is installed here, and {port} is free for its updater service.", ""),
            (true, true) => new(outcome, Verdict.Pass, $"A sensor is installed here, and something listens on {port}, as its updater service should.", ""),
            (true, false) => new(
                outcome,
                Verdict.Warning,
                $"No sensor is installed here, yet something listens on {port}, which the sensor's updater service will need.",
                $"Find the program that listens on {port} and give it another port before the sensor is installed."),
            (false, true) => new(
                outcome,
                Verdict.Fail,
                $"A sensor is installed here, but nothing listens on {port}, where its updater service should.",
                "See whether the service AATPSensorUpdater runs."),
        };
    }
}

/// <summary>An outcome that is judged already.</summary>
internal sealed record LocalJudgement(ProbeOutcome Outcome, Verdict Verdict, string Message, string Remediation);
