using System;
using System.Linq;
using System.Net;
using MdiPrereq.Contract;

namespace MdiPrereq.Checks.NameResolution;

/// <summary>A subnet as a key that sorts by address, IPv4 before IPv6.</summary>
internal sealed class SubnetKey : IEquatable<SubnetKey>, IComparable<SubnetKey>
{
    private readonly byte[] _network;
    private readonly int _prefixLength;

    private SubnetKey(byte[] network, int prefixLength)
    {
        _network = network;
        _prefixLength = prefixLength;
    }

    public static SubnetKey Of(IPAddress address, int prefixLength)
    {
        var bytes = address.GetAddressBytes();
        AddressBits.ClearHostBits(bytes, prefixLength);
        return new(bytes, prefixLength);
    }

    public bool Equals(SubnetKey? other) => other is not null && CompareTo(other) == 0;

    public override bool Equals(object? obj) => Equals(obj as SubnetKey);

    public override int GetHashCode() => _network.Aggregate(_prefixLength, (hash, octet) => unchecked((hash * 31) + octet));

    public int CompareTo(SubnetKey? other)
    {
        if (other is null) return 1;
        if (_network.Length != other._network.Length) return _network.Length.CompareTo(other._network.Length);
        for (var i = 0; i < _network.Length; i++)
        {
            if (_network[i] != other._network[i]) return _network[i].CompareTo(other._network[i]);
        }

        return _prefixLength.CompareTo(other._prefixLength);
    }

    public override string ToString() => $"{new IPAddress(_network)}/{_prefixLength}";
}
