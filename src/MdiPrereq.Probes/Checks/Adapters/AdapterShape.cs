using System;
using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Checks.Adapters;

/// <summary>What rules ask of an adapter's facts, worked out from their texts.</summary>
internal static class AdapterShape
{
    // "COMPOSITEBUS\MS_IMPLAT_MP", or without the bus.
    private const string MultiplexorMiniport = "MS_IMPLAT_MP";

    // The service of the protocol that a team, or a network bridge, binds to its members.
    private const string MultiplexorProtocol = "NdisImPlatform";

    private const string LoopbackComponent = "*msloop";

    /// <summary>The IPv4 addresses that someone gave it; not those it gave itself for want of one (RFC 3927).</summary>
    public static IReadOnlyList<AdapterAddress> IPv4(this AdapterFact adapter) =>
        [.. adapter.ParsedAddresses().Where(a => a.IsIPv4 && (!a.IsLinkLocal || a.Origin == AdapterAddress.Manual))];

    public static bool HasAddress(this AdapterFact adapter) =>
        adapter.IPv4().Count > 0 || adapter.ParsedAddresses().Any(a => !a.IsIPv4 && !a.IsLinkLocal);

    public static bool HasHostMask(this AdapterFact adapter) => adapter.IPv4().Any(a => a.PrefixLength == 32);

    public static bool IsUp(this AdapterFact adapter) => adapter.Status == AdapterStatus.Up;

    public static bool IsPresent(this AdapterFact adapter) => adapter.Status != AdapterStatus.NotPresent;

    public static bool IsTeam(this AdapterFact adapter) =>
        adapter.ComponentId?.EndsWith(MultiplexorMiniport, StringComparison.OrdinalIgnoreCase) == true;

    public static bool IsTeamMember(this AdapterFact adapter) =>
        !adapter.IsTeam()
            && adapter.BoundServices?.Any(
                service => string.Equals(service, MultiplexorProtocol, StringComparison.OrdinalIgnoreCase)) == true;

    /// <summary>Whether traffic of the network can come through it at all.</summary>
    public static bool IsNetworkCard(this AdapterFact adapter) =>
        adapter.InterfaceType is not ("Loopback" or "Tunnel" or "Ppp")
        && !string.Equals(adapter.ComponentId, LoopbackComponent, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<AdapterAddress> ParsedAddresses(this AdapterFact adapter) =>
        AdapterAddress.ParseAll(adapter.Addresses);
}
