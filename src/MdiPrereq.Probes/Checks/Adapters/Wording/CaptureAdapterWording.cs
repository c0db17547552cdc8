using System.Net;
using MdiPrereq.Checks.Adapters.Rules;

namespace MdiPrereq.Checks.Adapters.Wording;

/// <summary>The sentences about the adapter that gets mirrored traffic.</summary>
internal static class CaptureAdapterWording
{
    public const string HostMask = "The mask is /32, so the machine sends nothing to a subnet here.";

    public const string NoGateway = "The adapter has no default gateway.";

    public const string NoDnsServers = "The adapter has no DNS servers.";

    public const string NotRegistered = "The adapter's address is not registered in DNS.";

    private const string ChooseAddress =
        "Give the capture adapter an address of a network that is not used anywhere, such as 10.10.0.10 where 10.10.0.0/16 is not.";

    public static Said NoMask =>
        ("The adapter has no IPv4 address, so no mask.", "Give it a static IPv4 address with mask 255.255.255.255.");

    public static Said NoAddressToRoute => ("the adapter has no IPv4 address", "Give it one.");

    public static Said RoutesUnknown => (
        "the routes of the management adapter could not be read",
        "See that no route leads to the capture adapter's address.");

    public static Said RegistrationUnknown => ("this system does not tell whether it registers the address", AdapterWording.RunOnWindows);

    public static string OneAddress(string address) => $"The adapter has one IPv4 address, {address}.";

    public static Said NoAddress(Subject subject) => (
        "The adapter has no IPv4 address.",
        $"Run New-NetIPAddress -InterfaceAlias {subject.Quoted} -IPAddress 10.10.0.10 -PrefixLength 32, "
            + "with an address that nothing on the network has.");

    public static Said SeveralAddresses(int count) =>
        ($"The adapter has {count} IPv4 addresses; one is enough.", "Take away all but one with Remove-NetIPAddress.");

    public static Said OtherMask(Subject subject, string mask) => (
        $"The mask is {mask}: the machine takes the subnet for its own and would send to it on the capture adapter.",
        $"Run Get-NetIPAddress -InterfaceAlias {subject.Quoted} -AddressFamily IPv4 | Set-NetIPAddress -PrefixLength 32.");

    public static Said PublicAddress(IPAddress address) => ($"{address} is a public address, which may be routed.", ChooseAddress);

    public static Said Routed(IPv4Network network, Subject management) => (
        $"The address lies in {network}, to which this machine has a route on {management.Adapter.Name}: it is routable.",
        ChooseAddress);

    public static string NoRoute(string address) =>
        $"No route of a management adapter leads to {address}. Other routers may know better.";

    public static Said HasGateway(Subject subject, string gateway) => (
        $"The adapter has the default gateway {gateway}: the machine may send its own traffic on it.",
        $"Run Get-NetRoute -InterfaceAlias {subject.Quoted} -DestinationPrefix 0.0.0.0/0, ::/0 | Remove-NetRoute.");

    public static Said HasDnsServers(Subject subject) => (
        "The adapter has DNS servers: the machine would ask them by way of it.",
        $"Run Set-DnsClientServerAddress -InterfaceAlias {subject.Quoted} -ResetServerAddresses.");

    public static Said Registered(Subject subject) => (
        "The machine registers this adapter's address in DNS, so others may be led to an address that no one can reach.",
        $"Run Set-DnsClient -InterfaceAlias {subject.Quoted} -RegisterThisConnectionsAddress $false.");
}
