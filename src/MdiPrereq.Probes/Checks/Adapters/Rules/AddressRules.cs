using System.Linq;
using MdiPrereq.Contract;

namespace MdiPrereq.Checks.Adapters.Rules;

/// <summary>What holds for the address of either adapter of a standalone sensor.</summary>
internal static class AddressRules
{
    public static Finding Connected(Subject subject)
    {
        var question = subject.Ask("Connected", "enabled, with a link", LearnPage.HealthAlerts);
        return subject.Adapter.Status switch
        {
            AdapterStatus.Up => question.Pass("up", "The adapter is enabled and has a link."),
            AdapterStatus.Down => question.Fail(
                "no link",
                "The adapter has no link: no traffic comes through it.",
                "See whether the cable, or the virtual switch's port, is connected."),
            _ => question.Fail(
                "disabled or not present",
                "The adapter is disabled or no longer in the machine; only its configuration is still there.",
                $"Run Enable-NetAdapter -Name {subject.Quoted}."),
        };
    }

    public static Finding Static(Subject subject)
    {
        var question = subject.Ask("StaticAddress", "a static address, DHCP off", LearnPage.Standalone);
        var addresses = subject.Adapter.IPv4();
        var leased = addresses.Where(address => address.Origin == AdapterAddress.Dhcp).ToList();
        if (leased.Count > 0 || subject.Adapter.DhcpEnabled == true)
        {
            return question.Fail(
                leased.Count > 0 ? string.Join(", ", leased.Select(a => $"{a.Address}/{a.PrefixLength}")) + " by DHCP" : "DHCP on",
                "The adapter has its address by DHCP; it must be static.",
                $"Run Set-NetIPInterface -InterfaceAlias {subject.Quoted} -Dhcp Disabled, "
                    + "then New-NetIPAddress with the address it is to have.");
        }

        if (addresses.Count == 0)
        {
            return question.Fail("no IPv4 address", "The adapter has no IPv4 address.", "Give it a static IPv4 address.");
        }

        return addresses.All(address => address.Origin == AdapterAddress.Manual) || subject.Adapter.DhcpEnabled == false
            ? question.Pass("static", "The address is static.")
            : question.NotTested("this system does not tell where the address comes from", "See whether the address is static.");
    }
}
