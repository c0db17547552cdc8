using System.Net;

namespace MdiPrereq.Contract;

/// <summary>What several checks know about addresses.</summary>
internal static class AddressBits
{
    /// <summary>Makes the address of a host that of its network: every bit behind the prefix becomes 0.</summary>
    public static void ClearHostBits(byte[] address, int prefixLength)
    {
        for (var bit = prefixLength; bit < address.Length * 8; bit++) address[bit / 8] &= (byte)~(0x80 >> (bit % 8));
    }

    /// <summary>
    /// Whether Windows lists an address as DNS server only because none is set: fec0:0:0:ffff::1 to ::3 (draft-ietf-ipv6-dns-discovery).
    /// </summary>
    public static bool IsDnsPlaceholder(IPAddress address) => address.IsIPv6SiteLocal;
}
