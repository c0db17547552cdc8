using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Numerics;

namespace MdiPrereq.Results.FirewallRules;

/// <summary>A block of addresses (RFC 4632); a single one has all its bits in the prefix.</summary>
internal readonly record struct AddressPrefix(bool IsV6, BigInteger Network, int Length)
{
    public bool IsHost => Length == Bits(IsV6);

    public string Address => new IPAddress(Octets(Network, IsV6)).ToString();

    /// <summary>The mask in dots, as some products want it of IPv4.</summary>
    public string Mask =>
        new IPAddress(Octets((BigInteger.One << Bits(IsV6)) - (BigInteger.One << (Bits(IsV6) - Length)), IsV6)).ToString();

    /// <summary>Also of a single address with its length: "10.0.0.1/32".</summary>
    public string Cidr => $"{Address}/{Length.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The fewest blocks that hold exactly the addresses of some ranges, in their order.</summary>
    public static IReadOnlyList<AddressPrefix> Cover(IEnumerable<AddressRange> ranges)
    {
        var blocks = new List<AddressPrefix>();
        foreach (var range in Joined(ranges)) Split(range, blocks);
        return blocks;
    }

    public override string ToString() => IsHost ? Address : Cidr;

    // Ranges that overlap or touch become one.
    private static List<AddressRange> Joined(IEnumerable<AddressRange> ranges)
    {
        var joined = new List<AddressRange>();
        foreach (var range in ranges.OrderBy(range => range))
        {
            var before = joined.Count == 0 ? default : joined[joined.Count - 1];
            if (joined.Count == 0 || before.IsV6 != range.IsV6 || range.First > before.Last + 1) joined.Add(range);
            else if (range.Last > before.Last) joined[joined.Count - 1] = before with { Last = range.Last };
        }

        return joined;
    }

    private static void Split(AddressRange range, List<AddressPrefix> blocks)
    {
        var first = range.First;
        while (first <= range.Last)
        {
            // The widest block that begins here and ends in the range.
            var free = 0;
            while (free < Bits(range.IsV6) && IsAligned(first, free + 1) && first + Size(free + 1) - 1 <= range.Last) free++;

            blocks.Add(new(range.IsV6, first, Bits(range.IsV6) - free));
            first += Size(free);
        }
    }

    private static bool IsAligned(BigInteger first, int free) => (first & (Size(free) - 1)).IsZero;

    private static BigInteger Size(int free) => BigInteger.One << free;

    private static int Bits(bool isV6) => isV6 ? 128 : 32;

    private static byte[] Octets(BigInteger number, bool isV6)
    {
        var octets = new byte[Bits(isV6) / 8];
        for (var i = octets.Length - 1; i >= 0; i--, number >>= 8) octets[i] = (byte)(number & 0xFF);
        return octets;
    }
}
