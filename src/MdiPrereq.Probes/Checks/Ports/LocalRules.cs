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
    public static PortJudgement Judge(PortRequirement row, LocalView here)
    {
        var closed = row.Transport == Transport.Tcp ? Reason.ConnectionRefused : Reason.PortUnreachable;
        var outcome = ProbeOutcome.Of(here.Listeners.Count > 0 ? (State.Open, Reason.NoProbeExists) : (State.Closed, closed)) with
        {
            Findings = new() { Evidence = string.Join("; ", here.Listeners) },
        };
        var (verdict, message, remediation) = row.Destination == Destination.Localhost ? JudgeUpdater(row, here) : JudgeInbound(row, here);
        return new(outcome, verdict, message, remediation);
    }

    /// <summary>Before the sensor is installed the port must be free, or the updater's; afterwards its updater must listen.</summary>
    private static (Verdict Verdict, string Message, string Remediation) JudgeUpdater(PortRequirement row, LocalView here)
    {
        var port = PortWording.PortOf(row);
        var listeners = string.Join("; ", here.Listeners);
        var makeRoom = $"Give the program that listens on {port} another port; the sensor's updater service needs this one.";
        return (here.Owner, here.SensorInstalled) switch
        {
            (PortOwner.Nobody, false) => (Verdict.Pass, $"No sensor is installed here, and {port} is free for its updater service.", ""),
            (PortOwner.Nobody, true) => (
                Verdict.Fail,
                $"A sensor is installed here, but nothing listens on {port}, where its updater service should.",
                "See whether the service AATPSensorUpdater runs."),
            (PortOwner.Sensor, _) => (Verdict.Pass, $"The sensor's own service listens on {port}: {listeners}.", ""),
            (PortOwner.Other, false) => (Verdict.Warning, $"No sensor is installed here, yet {port} is taken: {listeners}.", makeRoom),
            (PortOwner.Other, true) =>
                (Verdict.Fail, $"A sensor is installed here, but another program has {port}: {listeners}.", makeRoom),
            (_, false) => (
                Verdict.Warning,
                $"No sensor is installed here, yet something listens on {port}; whose it is could not be read.",
                $"Run this with administrator rights to see whose it is. {makeRoom}"),
            (_, true) =>
                (Verdict.Pass, $"A sensor is installed here, and something listens on {port}, as its updater service should; "
                    + "whose it is could not be read.", ""),
        };
    }

    /// <summary>Others send to the sensor here, when a feature is on that needs it: nothing of this is required.</summary>
    private static (Verdict Verdict, string Message, string Remediation) JudgeInbound(PortRequirement row, LocalView here)
    {
        var port = PortWording.PortOf(row);
        var listeners = string.Join("; ", here.Listeners);
        var only = row.Necessity == Necessity.ConditionalVpn ? "Needed only with VPN integration." : "Optional.";
        var firewall = Firewall(here.Firewall);
        var makeRoom = $"Give the program that listens on {port} another port, if the sensor is to get {row.Service} here.";
        return (here.Owner, here.SensorInstalled) switch
        {
            (PortOwner.Nobody, false) => (
                Verdict.NotTested,
                $"Not tested: no sensor is installed here. {port} is free for it. {only}",
                "Test again when the sensor is installed and the feature is on."),
            (PortOwner.Nobody, true) => (
                Verdict.Warning,
                $"A sensor is installed here, but nothing listens on {port}.{firewall} {only}",
                $"If {row.Service} is to be sent here, turn the feature on in the portal; see whether the service AATPSensor runs."),
            (PortOwner.Other, _) => (Verdict.Warning, $"Another program has {port}: {listeners}.{firewall} {only}", makeRoom),
            (PortOwner.Unknown, _) => (
                Verdict.Warning,
                $"Something listens on {port}; whose it is could not be read.{firewall} {only}",
                $"Run this with administrator rights to see whose it is. {makeRoom}"),
            _ when here.Firewall is FirewallRuleState.Disabled or FirewallRuleState.Missing => (
                Verdict.Warning,
                $"The sensor listens on {port}: {listeners}.{firewall} {only}",
                $"Run Enable-NetFirewallRule -DisplayName '{SensorFirewallRule.Name}', "
                    + $"or see that another rule allows {port} from {row.From}."),
            _ =>
                (Verdict.Pass, $"The sensor listens on {port}: {listeners}.{firewall} Whether {row.From} reaches it cannot be seen from "
                    + "here.", ""),
        };
    }

    private static string Firewall(FirewallRuleState state) => state switch
    {
        FirewallRuleState.Enabled => $" The firewall rule \"{SensorFirewallRule.Name}\" is on.",
        FirewallRuleState.Disabled => $" The firewall rule \"{SensorFirewallRule.Name}\" is off.",
        FirewallRuleState.Missing => $" There is no firewall rule \"{SensorFirewallRule.Name}\" for it.",
        _ => "",
    };
}
