using System.Collections.Generic;
using System.Linq;
using System.Net;
using MdiPrereq.Contract;

namespace MdiPrereq.Checks.Adapters;

/// <summary>An IPv4 network, such as 10.0.0.0/8.</summary>
internal sealed record IPv4Network(IPAddress Prefix, int Length)
{
    /// <summary>Those of the texts that are IPv4 networks.</summary>
    public static IReadOnlyList<IPv4Network> ParseAll(IEnumerable<string> texts) =>
        [.. AdapterAddress.ParseAll(texts).Where(one => one.IsIPv4).Select(one => Of(one.Address, one.PrefixLength))];

    public static IPv4Network Of(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        AddressBits.ClearHostBits(bytes, length);
        return new(new IPAddress(bytes), length);
    }

    public bool Contains(IPAddress address) => Of(address, Length) == this;

    public override string ToString() => $"{Prefix}/{Length}";

    /// <summary>The prefix length of a dotted mask such as 255.255.255.0.</summary>
    public static int LengthOf(IPAddress mask) =>
        Enumerable.Range(0, (8 * mask.GetAddressBytes().Length) + 1).First(length => Of(mask, length).Prefix.Equals(mask));
}
