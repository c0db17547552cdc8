namespace MdiPrereq.Checks.Adapters.Wording;

/// <summary>The sentences about Npcap and WinPcap.</summary>
internal static class CaptureDriverWording
{
    public const string NoNpcap = "there is no Npcap";

    public const string NotRestricted = "Npcap is not restricted to administrators; the sensor runs as Local Service.";

    public const string Compatible = "Npcap runs in the WinPcap-compatible mode, which the sensor needs.";

    public const string NoLoopback = "Npcap was installed without a loopback adapter.";

    private const string Reinstall = $"Install Npcap again {AdapterWording.NpcapOptions}; stop the sensor's services first.";

    public static Said Both => (
        "Npcap is there, but WinPcap too: the sensor may load the wrong one.",
        "Uninstall WinPcap, then install Npcap again.");

    public static Said IsWinPcap => (
        "The capture driver is WinPcap, which sensors must no longer use (health alert \"Sensor has issues with packet capturing "
            + "component\", severity High).",
        $"Uninstall WinPcap. {Reinstall}");

    public static Said SensorWithout => ("A sensor is installed, but no capture driver: it sees no traffic.", Reinstall);

    public static Said NotYet => (
        "There is no capture driver yet; the sensor's installer brings Npcap since version 2.184.",
        "Nothing to do unless adapters are teamed or an older installer is used.");

    public static Said Restricted =>
        ("Npcap is restricted to administrators, but the sensor runs as Local Service: it sees no traffic.", Reinstall);

    public static Said NotCompatible => ("Npcap does not run in the WinPcap-compatible mode, which the sensor needs.", Reinstall);

    public static Said Loopback => ("Npcap was installed with a loopback adapter, which the sensor must not have.", Reinstall);

    public static string IsNpcap(string npcap) => $"The capture driver is {npcap}.";

    public static Said VersionUnreadable(string text) => (
        $"the version of Npcap could not be read{(text.Length > 0 ? $" from '{text}'" : "")}",
        "See the version in the list of installed programs.");

    public static string RecentEnough(string version) => $"Npcap {version} is recent enough.";

    public static Said TooOld(string version) => ($"Npcap {version} is older than 1.0, the oldest that sensors work with.", Reinstall);
}
