using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace MdiPrereq.Checks.Adapters;

/// <summary>An IPv4 network, such as 10.0.0.0/8.</summary>
internal readonly record struct IPv4Network(uint Prefix, int Length)
{
    /// <summary>Those of the texts that are IPv4 networks.</summary>
    public static IReadOnlyList<IPv4Network> ParseAll(IEnumerable<string> texts) =>
        [.. AdapterAddress.ParseAll(texts).Where(one => one.IsIPv4).Select(one => Of(one.Address, one.PrefixLength))];

    public static IPv4Network Of(IPAddress address, int length) => new(ToNumber(address) & Mask(length), length);

    public bool Contains(IPAddress address) => (ToNumber(address) & Mask(Length)) == Prefix;

    public override string ToString() => $"{Prefix >> 24}.{(Prefix >> 16) & 255}.{(Prefix >> 8) & 255}.{Prefix & 255}/{Length}";

    /// <summary>The prefix length of a dotted mask such as 255.255.255.0.</summary>
    public static int LengthOf(IPAddress mask)
    {
        var length = 0;
        for (var bits = ToNumber(mask); bits != 0; bits <<= 1) length++;
        return length;
    }

    private static uint Mask(int length) => length == 0 ? 0 : uint.MaxValue << (32 - length);

    private static uint ToNumber(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return ((uint)bytes[0] << 24) | ((uint)bytes[1] << 16) | ((uint)bytes[2] << 8) | bytes[3];
    }
}
