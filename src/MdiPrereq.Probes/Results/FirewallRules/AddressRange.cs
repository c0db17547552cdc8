using System;
using System.Net;
using System.Net.Sockets;
using System.Numerics;

namespace MdiPrereq.Results.FirewallRules;

/// <summary>Addresses from one to another, both included, of one IP version.</summary>
internal readonly record struct AddressRange(bool IsV6, BigInteger First, BigInteger Last) : IComparable<AddressRange>
{
    public static AddressRange Of(IPAddress address) => Of(address, 1);

    /// <summary>So many addresses from one on. A zone and the wrapping of IPv4 in IPv6 are of one machine alone and fall away.</summary>
    public static AddressRange Of(IPAddress address, long count)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var first = NumberOf(address.GetAddressBytes());
        return new(address.AddressFamily == AddressFamily.InterNetworkV6, first, first + count - 1);
    }

    /// <summary>Whether an address is that of a single host, to which a rule can be written.</summary>
    public static bool IsOfHost(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var first = address.GetAddressBytes()[0];
        var isMulticast = address.IsIPv6Multicast || (address.AddressFamily == AddressFamily.InterNetwork && first is 0 or >= 224);
        return !isMulticast && !IPAddress.IsLoopback(address) && !address.Equals(IPAddress.IPv6Any);
    }

    public int CompareTo(AddressRange other)
    {
        if (IsV6 != other.IsV6) return IsV6 ? 1 : -1;
        var first = First.CompareTo(other.First);
        return first != 0 ? first : Last.CompareTo(other.Last);
    }

    private static BigInteger NumberOf(byte[] address)
    {
        var number = BigInteger.Zero;
        foreach (var octet in address) number = (number << 8) | octet;
        return number;
    }
}
