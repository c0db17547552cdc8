using MdiPrereq.Contract;
using MdiPrereq.Machine;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Ports;

/// <summary>The rows that no connection from the sensor can prove: inbound ones, and those between services on its own machine.</summary>
internal static class LocalRules
{
    /// <summary>The judgement of an inbound or localhost row that is asked of another machine: nothing can be said from here.</summary>
    public static PortJudgement NotFromHere(PortRequirement row, Vocabulary words) =>
        PortRules.Judge(row, ProbeOutcome.Of((State.NotTested, Reason.InboundRow)), deviceCanBeNamed: false, new("", "", 0, words));

    /// <summary>
    /// The judgement of a row on this machine, by the system's table of listeners and their owners. A listener is no proof of its
    /// protocol, so this is never Verified.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="here">What was found here.</param>
    /// <param name="words">What commands are called; null for nobody's words.</param>
    public static PortJudgement Judge(PortRequirement row, LocalView here, Vocabulary? words = null)
    {
        var closed = row.Transport == Transport.Tcp ? Reason.ConnectionRefused : Reason.PortUnreachable;
        var outcome = ProbeOutcome.Of(here.Listeners.Count > 0 ? (State.Open, Reason.NoProbeExists) : (State.Closed, closed)) with
        {
            Findings = new() { Evidence = string.Join("; ", here.Listeners) },
        };
        var (verdict, (message, remediation)) = row.Destination == Destination.Localhost
            ? JudgeUpdater(row, here)
            : JudgeInbound(row, here, words ?? Vocabulary.Plain);
        return new(outcome, verdict, message, remediation);
    }

    /// <summary>Before the sensor is installed the port must be free, or the updater's; afterwards its updater must listen.</summary>
    private static (Verdict Verdict, Said Said) JudgeUpdater(PortRequirement row, LocalView here)
    {
        var port = PortWording.PortOf(row);
        var listeners = string.Join("; ", here.Listeners);
        return (here.Owner, here.SensorInstalled) switch
        {
            (PortOwner.Nobody, false) => (Verdict.Pass, (LocalWording.FreeForUpdater(port), "")),
            (PortOwner.Nobody, true) => (Verdict.Fail, LocalWording.UpdaterMissing(port)),
            (PortOwner.Sensor, _) => (Verdict.Pass, (LocalWording.UpdaterListens(port, listeners), "")),
            (PortOwner.Other, false) => (Verdict.Warning, LocalWording.TakenBeforeInstall(port, listeners)),
            (PortOwner.Other, true) => (Verdict.Fail, LocalWording.TakenFromUpdater(port, listeners)),
            (_, false) => (Verdict.Warning, LocalWording.TakenByUnknown(port)),
            (_, true) => (Verdict.Pass, (LocalWording.LikelyUpdater(port), "")),
        };
    }

    /// <summary>Others send to the sensor here, when a feature is on that needs it: nothing of this is required.</summary>
    private static (Verdict Verdict, Said Said) JudgeInbound(PortRequirement row, LocalView here, Vocabulary words)
    {
        var listeners = string.Join("; ", here.Listeners);
        return (here.Owner, here.SensorInstalled) switch
        {
            (PortOwner.Nobody, false) => (Verdict.NotTested, LocalWording.NoSensorToSendTo(row, words)),
            (PortOwner.Nobody, true) => (Verdict.Warning, LocalWording.SensorDoesNotListen(row, here)),
            (PortOwner.Other, _) => (Verdict.Warning, LocalWording.OtherListens(row, here, listeners)),
            (PortOwner.Unknown, _) => (Verdict.Warning, LocalWording.UnknownListens(row, here)),
            _ when here.Firewall is FirewallRuleState.Disabled or FirewallRuleState.Missing =>
                (Verdict.Warning, LocalWording.FirewallRuleIsOff(row, here, listeners)),
            _ => (Verdict.Pass, (LocalWording.SensorListens(row, here, listeners, words), "")),
        };
    }
}
