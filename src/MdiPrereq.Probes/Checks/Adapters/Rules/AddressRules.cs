using System.Linq;
using MdiPrereq.Checks.Adapters.Wording;

namespace MdiPrereq.Checks.Adapters.Rules;

/// <summary>What holds for the address of either adapter of a standalone sensor.</summary>
internal static class AddressRules
{
    public static AdapterRule Connected(Subject subject) => new(
        AdapterQuestions.Connected.Of(subject),
        question => subject.Adapter.Status switch
        {
            AdapterStatus.Up => question.Pass("up", AddressWording.Up),
            AdapterStatus.Down => question.Fail("no link", AddressWording.NoLink),
            _ => question.Fail("disabled or not present", AddressWording.NotPresent(subject)),
        });

    public static AdapterRule Static(Subject subject) => new(AdapterQuestions.StaticAddress.Of(subject), question =>
    {
        var addresses = subject.Adapter.IPv4();
        var leased = addresses.Where(address => address.Origin == AdapterAddress.Dhcp).ToList();
        if (leased.Count > 0 || subject.Adapter.DhcpEnabled == true)
        {
            return question.Fail(
                leased.Count > 0 ? string.Join(", ", leased.Select(a => $"{a.Address}/{a.PrefixLength}")) + " by DHCP" : "DHCP on",
                AddressWording.Leased(subject));
        }

        if (addresses.Count == 0) return question.Fail("no IPv4 address", AddressWording.NoStaticAddress);
        return addresses.All(address => address.Origin == AdapterAddress.Manual) || subject.Adapter.DhcpEnabled == false
            ? question.Pass("static", AddressWording.IsStatic)
            : question.NotTested(AddressWording.OriginUnknown);
    });
}
