using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Contract;

namespace MdiPrereq.Checks.Adapters.Rules;

/// <summary>How the adapter that gets mirrored traffic must be set up: so that the machine never sends on it.</summary>
internal static class CaptureAdapterRules
{
    // RFC 1918, RFC 3927, RFC 5737 (documentation), RFC 2544 (benchmarks): nobody on the network can have these as public addresses.
    private static readonly IPv4Network[] NotPublic =
    [
        .. new[] { "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "198.18.0.0/15" }
            .Select(text => IPv4Network.Parse(text)!.Value),
    ];

    public static Finding OneAddress(Subject subject)
    {
        var question = subject.Ask("Ipv4Address", "exactly one IPv4 address", LearnPage.Standalone);
        var addresses = subject.Adapter.IPv4();
        var actual = string.Join(", ", addresses.Select(address => address.Address));
        return addresses.Count switch
        {
            1 => question.Pass(actual, $"The adapter has one IPv4 address, {actual}."),
            0 => question.Fail(
                "none",
                "The adapter has no IPv4 address.",
                $"Run New-NetIPAddress -InterfaceAlias {subject.Quoted} -IPAddress 10.10.0.10 -PrefixLength 32, "
                    + "with an address that nothing on the network has."),
            _ => question.Fail(
                actual,
                $"The adapter has {addresses.Count} IPv4 addresses; one is enough.",
                "Take away all but one with Remove-NetIPAddress."),
        };
    }

    public static Finding HostMask(Subject subject)
    {
        var question = subject.Ask("PrefixLength", "/32 (255.255.255.255)", LearnPage.Standalone);
        var addresses = subject.Adapter.IPv4();
        if (addresses.Count == 0)
        {
            return question.Fail(
                "no IPv4 address",
                "The adapter has no IPv4 address, so no mask.",
                "Give it a static IPv4 address with mask 255.255.255.255.");
        }

        var actual = string.Join(", ", addresses.Select(address => $"/{address.PrefixLength}"));
        return addresses.All(address => address.PrefixLength == 32)
            ? question.Pass(actual, "The mask is /32, so the machine sends nothing to a subnet here.")
            : question.Fail(
                actual,
                $"The mask is {actual}: the machine takes the subnet for its own and would send to it on the capture adapter.",
                $"Run Get-NetIPAddress -InterfaceAlias {subject.Quoted} -AddressFamily IPv4 | Set-NetIPAddress -PrefixLength 32.");
    }

    /// <summary>Which addresses are routable depends on the network, so this never fails.</summary>
    /// <param name="subject">The capture adapter.</param>
    /// <param name="managements">The adapters whose routes tell what the network has.</param>
    public static Finding NotRouted(Subject subject, IReadOnlyList<Subject> managements)
    {
        var question = subject.Ask("NotRoutable", "an address that nothing on the network has a route to", LearnPage.Standalone);
        var addresses = subject.Adapter.IPv4();
        if (addresses.Count == 0) return question.NotTested("the adapter has no IPv4 address", "Give it one.");
        var actual = string.Join(", ", addresses.Select(address => address.Address));
        const string Choose = "Give the capture adapter an address of a network that is not used anywhere, "
            + "such as 10.10.0.10 where 10.10.0.0/16 is not.";
        if (addresses.FirstOrDefault(a => !NotPublic.Any(network => network.Contains(a.Address))) is { } open)
        {
            return question.Warn(actual, $"{open.Address} is a public address, which may be routed.", Choose);
        }

        foreach (var management in managements)
        {
            foreach (var network in (management.Adapter.Routes ?? []).Select(IPv4Network.Parse).OfType<IPv4Network>())
            {
                if (!addresses.Any(address => network.Contains(address.Address))) continue;
                return question.Warn(
                    actual,
                    $"The address lies in {network}, to which this machine has a route on {management.Adapter.Name}: it is routable.",
                    Choose);
            }
        }

        if (managements.Any(management => management.Adapter.Routes is null))
        {
            return question.NotTested(
                "the routes of the management adapter could not be read",
                "See that no route leads to the capture adapter's address.");
        }

        return question.Pass(actual, $"No route of a management adapter leads to {actual}. Other routers may know better.");
    }

    public static Finding NoGateway(Subject subject)
    {
        var question = subject.Ask("NoGateway", "no default gateway", LearnPage.Standalone);
        var actual = string.Join(", ", subject.Adapter.Gateways);
        return actual.Length == 0
            ? question.Pass("none", "The adapter has no default gateway.")
            : question.Fail(
                actual,
                $"The adapter has the default gateway {actual}: the machine may send its own traffic on it.",
                $"Run Get-NetRoute -InterfaceAlias {subject.Quoted} -DestinationPrefix 0.0.0.0/0, ::/0 | Remove-NetRoute.");
    }

    public static Finding NoDnsServers(Subject subject)
    {
        var question = subject.Ask("NoDnsServers", "no DNS servers", LearnPage.Standalone);
        if (subject.Adapter.DnsServers is not { } servers)
        {
            return question.NotTested("this system keeps no DNS servers by adapter", "Run this on the sensor's Windows machine.");
        }

        return servers.Count == 0
            ? question.Pass("none", "The adapter has no DNS servers.")
            : question.Fail(
                string.Join(", ", servers),
                "The adapter has DNS servers: the machine would ask them by way of it.",
                $"Run Set-DnsClientServerAddress -InterfaceAlias {subject.Quoted} -ResetServerAddresses.");
    }

    /// <summary>Not Microsoft's demand but what follows from it: who looks the sensor up must not get this address.</summary>
    public static Finding NoDnsRegistration(Subject subject)
    {
        var question = subject.Ask("NoDnsRegistration", "its address not registered in DNS", LearnPage.Standalone);
        return subject.Adapter.RegistersInDns switch
        {
            false => question.Pass("off", "The adapter's address is not registered in DNS."),
            true => question.Warn(
                "on",
                "The machine registers this adapter's address in DNS, so others may be led to an address that no one can reach.",
                $"Run Set-DnsClient -InterfaceAlias {subject.Quoted} -RegisterThisConnectionsAddress $false."),
            null => question.NotTested(
                "this system does not tell whether it registers the address",
                "Run this on the sensor's Windows machine."),
        };
    }
}
