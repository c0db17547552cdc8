using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Checks.Adapters.Wording;

namespace MdiPrereq.Checks.Adapters.Rules;

/// <summary>How the adapter that gets mirrored traffic must be set up: so that the machine never sends on it.</summary>
internal static class CaptureAdapterRules
{
    // RFC 1918, RFC 3927, RFC 5737 (documentation), RFC 2544 (benchmarks): nobody on the network can have these as public addresses.
    private static readonly IReadOnlyList<IPv4Network> NotPublic = IPv4Network.ParseAll(
    [
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24",
        "198.18.0.0/15",
    ]);

    public static AdapterRule OneAddress(Subject subject) => new(AdapterQuestions.IPv4Address.Of(subject), question =>
    {
        var addresses = subject.Adapter.IPv4();
        var actual = string.Join(", ", addresses.Select(address => address.Address));
        return addresses.Count switch
        {
            1 => question.Pass(actual, CaptureAdapterWording.OneAddress(actual)),
            0 => question.Fail("none", CaptureAdapterWording.NoAddress(subject)),
            _ => question.Fail(actual, CaptureAdapterWording.SeveralAddresses(addresses.Count)),
        };
    });

    public static AdapterRule HostMask(Subject subject) => new(AdapterQuestions.PrefixLength.Of(subject), question =>
    {
        var addresses = subject.Adapter.IPv4();
        if (addresses.Count == 0) return question.Fail("no IPv4 address", CaptureAdapterWording.NoMask);
        var actual = string.Join(", ", addresses.Select(address => $"/{address.PrefixLength}"));
        return addresses.All(address => address.PrefixLength == 32)
            ? question.Pass(actual, CaptureAdapterWording.HostMask)
            : question.Fail(actual, CaptureAdapterWording.OtherMask(subject, actual));
    });

    /// <summary>Which addresses are routable depends on the network, so this never fails.</summary>
    /// <param name="subject">The capture adapter.</param>
    /// <param name="managements">The adapters whose routes tell what the network has.</param>
    public static AdapterRule NotRouted(Subject subject, IReadOnlyList<Subject> managements) =>
        new(AdapterQuestions.NotRoutable.Of(subject), question =>
        {
            var addresses = subject.Adapter.IPv4();
            if (addresses.Count == 0) return question.NotTested(CaptureAdapterWording.NoAddressToRoute);
            var actual = string.Join(", ", addresses.Select(address => address.Address));
            if (addresses.FirstOrDefault(a => !NotPublic.Any(network => network.Contains(a.Address))) is { } open)
            {
                return question.Warn(actual, CaptureAdapterWording.PublicAddress(open.Address));
            }

            foreach (var management in managements)
            {
                foreach (var network in IPv4Network.ParseAll(management.Adapter.Routes ?? []))
                {
                    if (!addresses.Any(address => network.Contains(address.Address))) continue;
                    return question.Warn(actual, CaptureAdapterWording.Routed(network, management));
                }
            }

            return managements.Any(management => management.Adapter.Routes is null)
                ? question.NotTested(CaptureAdapterWording.RoutesUnknown)
                : question.Pass(actual, CaptureAdapterWording.NoRoute(actual));
        });

    public static AdapterRule NoGateway(Subject subject) => new(AdapterQuestions.NoGateway.Of(subject), question =>
    {
        var actual = string.Join(", ", subject.Adapter.Gateways);
        return actual.Length == 0
            ? question.Pass("none", CaptureAdapterWording.NoGateway)
            : question.Fail(actual, CaptureAdapterWording.HasGateway(subject, actual));
    });

    public static AdapterRule NoDnsServers(Subject subject) => new(
        AdapterQuestions.NoDnsServers.Of(subject),
        question => subject.Adapter.DnsServers switch
        {
            null => question.NotTested(AdapterWording.NoDnsServersByAdapter),
            [] => question.Pass("none", CaptureAdapterWording.NoDnsServers),
            var servers => question.Fail(string.Join(", ", servers), CaptureAdapterWording.HasDnsServers(subject)),
        });

    /// <summary>Not Microsoft's demand but what follows from it: who looks the sensor up must not get this address.</summary>
    public static AdapterRule NoDnsRegistration(Subject subject) => new(
        AdapterQuestions.NoDnsRegistration.Of(subject),
        question => subject.Adapter.RegistersInDns switch
        {
            false => question.Pass("off", CaptureAdapterWording.NotRegistered),
            true => question.Warn("on", CaptureAdapterWording.Registered(subject)),
            null => question.NotTested(CaptureAdapterWording.RegistrationUnknown),
        });
}
