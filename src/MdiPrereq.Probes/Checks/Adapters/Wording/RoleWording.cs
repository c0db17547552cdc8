using MdiPrereq.Contract;

namespace MdiPrereq.Checks.Adapters.Wording;

/// <summary>The sentences about which adapters there are.</summary>
internal static class RoleWording
{
    public static Said NoManagement => (
        "No adapter looks like a management adapter: one with an address, a default gateway and DNS servers.",
        "A standalone sensor needs an adapter of its own to talk to the network, beside the one that gets mirrored traffic.");

    public static string Capture(string names) => $"The capture adapter is {names}.";

    public static string Management(string names) => $"The management adapter is {names}.";

    public static Said NoCapture(Vocabulary words) => (
        "No adapter looks like a capture adapter: one with a static /32 address and without gateway and DNS servers.",
        "Give the adapter that gets the mirrored traffic a static address with mask 255.255.255.255, "
            + $"or name it with {words.AdapterName}.");
}
