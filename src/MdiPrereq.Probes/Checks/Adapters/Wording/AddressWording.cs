using MdiPrereq.Checks.Adapters.Rules;

namespace MdiPrereq.Checks.Adapters.Wording;

/// <summary>The sentences about the link and the address of either adapter.</summary>
internal static class AddressWording
{
    public const string Up = "The adapter is enabled and has a link.";

    public const string IsStatic = "The address is static.";

    public static Said NoLink => (
        "The adapter has no link: no traffic comes through it.",
        "See whether the cable, or the virtual switch's port, is connected.");

    public static Said NoStaticAddress => ("The adapter has no IPv4 address.", "Give it a static IPv4 address.");

    public static Said OriginUnknown =>
        ("this system does not tell where the address comes from", "See whether the address is static.");

    public static Said NotPresent(Subject subject) => (
        "The adapter is disabled or no longer in the machine; only its configuration is still there.",
        $"Run Enable-NetAdapter -Name {subject.Quoted}.");

    public static Said Leased(Subject subject) => (
        "The adapter has its address by DHCP; it must be static.",
        $"Run Set-NetIPInterface -InterfaceAlias {subject.Quoted} -Dhcp Disabled, then New-NetIPAddress with the address it is to have.");
}
