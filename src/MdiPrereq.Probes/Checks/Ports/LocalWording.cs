using MdiPrereq.Contract;
using MdiPrereq.Machine;

namespace MdiPrereq.Checks.Ports;

/// <summary>The sentences about rows that are judged by this machine's own listeners.</summary>
internal static class LocalWording
{
    public static string FreeForUpdater(string port) => $"No sensor is installed here, and {port} is free for its updater service.";

    public static Said UpdaterMissing(string port) => (
        $"A sensor is installed here, but nothing listens on {port}, where its updater service should.",
        "See whether the service AATPSensorUpdater runs.");

    public static string UpdaterListens(string port, string listeners) => $"The sensor's own service listens on {port}: {listeners}.";

    public static Said TakenBeforeInstall(string port, string listeners) =>
        ($"No sensor is installed here, yet {port} is taken: {listeners}.", MakeRoomForUpdater(port));

    public static Said TakenFromUpdater(string port, string listeners) =>
        ($"A sensor is installed here, but another program has {port}: {listeners}.", MakeRoomForUpdater(port));

    public static Said TakenByUnknown(string port) => (
        $"No sensor is installed here, yet something listens on {port}; whose it is could not be read.",
        $"Run this with administrator rights to see whose it is. {MakeRoomForUpdater(port)}");

    public static string LikelyUpdater(string port) =>
        $"A sensor is installed here, and something listens on {port}, as its updater service should; "
            + "whose it is could not be read.";

    public static Said NoSensorToSendTo(PortRequirement row, Vocabulary words) => (
        $"Not tested: no sensor is installed here. {PortWording.PortOf(row)} is free for it. {Only(row)}",
        $"Test again when the sensor is installed and the feature is on; {words.JoinProbes} proves the way here already before.");

    public static Said SensorDoesNotListen(PortRequirement row, LocalView here) => (
        $"A sensor is installed here, but nothing listens on {PortWording.PortOf(row)}.{Firewall(here)} {Only(row)}",
        $"If {row.Service} is to be sent here, turn the feature on in the portal; see whether the service AATPSensor runs.");

    public static Said OtherListens(PortRequirement row, LocalView here, string listeners) =>
        ($"Another program has {PortWording.PortOf(row)}: {listeners}.{Firewall(here)} {Only(row)}", MakeRoomFor(row));

    public static Said UnknownListens(PortRequirement row, LocalView here) => (
        $"Something listens on {PortWording.PortOf(row)}; whose it is could not be read.{Firewall(here)} {Only(row)}",
        $"Run this with administrator rights to see whose it is. {MakeRoomFor(row)}");

    public static Said FirewallRuleIsOff(PortRequirement row, LocalView here, string listeners) => (
        $"The sensor listens on {PortWording.PortOf(row)}: {listeners}.{Firewall(here)} {Only(row)}",
        $"Run Enable-NetFirewallRule -DisplayName '{SensorFirewallRule.Name}', "
            + $"or see that another rule allows {PortWording.PortOf(row)} from {row.From}.");

    public static string SensorListens(PortRequirement row, LocalView here, string listeners, Vocabulary words) =>
        $"The sensor listens on {PortWording.PortOf(row)}: {listeners}.{Firewall(here)} Whether {row.From} reaches it "
            + $"is seen from both ends alone: {words.JoinProbes}.";

    private static string MakeRoomForUpdater(string port) =>
        $"Give the program that listens on {port} another port; the sensor's updater service needs this one.";

    private static string MakeRoomFor(PortRequirement row) =>
        $"Give the program that listens on {PortWording.PortOf(row)} another port, if the sensor is to get {row.Service} here.";

    private static string Only(PortRequirement row) =>
        row.Necessity == Necessity.ConditionalVpn ? "Needed only with VPN integration." : "Optional.";

    private static string Firewall(LocalView here) => here.Firewall switch
    {
        FirewallRuleState.Enabled => $" The firewall rule \"{SensorFirewallRule.Name}\" is on.",
        FirewallRuleState.Disabled => $" The firewall rule \"{SensorFirewallRule.Name}\" is off.",
        FirewallRuleState.Missing => $" There is no firewall rule \"{SensorFirewallRule.Name}\" for it.",
        _ => "",
    };
}
