namespace MdiPrereq.Checks.Adapters.Wording;

/// <summary>The sentences that several adapter checks share.</summary>
internal static class AdapterWording
{
    public const string RunOnWindows = "Run this on the sensor's Windows machine.";

    public const string NotForModern =
        "sensor v3.x captures with what Windows has, and needs no adapter of its own and no capture driver";

    /// <summary>What reinstalls Npcap as sensors need it.</summary>
    public const string NpcapOptions = "with the options /loopback_support=no /winpcap_mode=yes /admin_only=no";

    public static Said NoDnsServersByAdapter => ("this system keeps no DNS servers by adapter", RunOnWindows);

    public static string NotTested(string reason) => $"Not tested: {reason.TrimEnd('.')}.";

    public static string NotApplicable(string reason) => $"Does not apply: {reason.TrimEnd('.')}.";

    public static Said Faulted(string fault) => (fault, "See the message; the other checks stand.");

    /// <param name="problem">What the system said.</param>
    public static Said RegistryUnreadable(string problem) =>
        (problem, "Run this on the sensor's Windows machine, as a user who may read its registry.");
}
