using System;

namespace MdiPrereq.Results.FirewallRules;

/// <summary>One end of a connection: addresses, or a host of the cloud service, whose addresses change and whose name does not.</summary>
/// <param name="Range">The addresses; null for a name.</param>
/// <param name="HostName">The name; empty for addresses.</param>
internal readonly record struct Peer(AddressRange? Range, string HostName = "") : IComparable<Peer>
{
    public bool IsV6 => Range is { IsV6: true };

    public int CompareTo(Peer other) => Range is { } one && other.Range is { } another
        ? one.CompareTo(another)
        : string.CompareOrdinal(HostName, other.HostName);
}
