using System.Globalization;
using System.Net;
using System.Text;

namespace MdiPrereq.Protocols;

/// <summary>The name under which the PTR record of an address stands (RFC 1035 section 3.5, RFC 3596 section 2.5).</summary>
internal static class DnsReverseName
{
    public static DnsName Of(IPAddress address)
    {
        var bytes = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
        var isIPv6 = bytes.Length == 16;
        var text = new StringBuilder();
        for (var at = bytes.Length - 1; at >= 0; at--)
        {
            if (isIPv6) AppendHex(text, bytes[at]);
            else text.Append(bytes[at].ToString(CultureInfo.InvariantCulture)).Append('.');
        }

        return DnsName.Parse(text.Append(isIPv6 ? "ip6.arpa" : "in-addr.arpa").ToString());
    }

    private static void AppendHex(StringBuilder text, byte octet)
    {
        const string Digits = "0123456789abcdef";
        text.Append(Digits[octet & 0x0F]).Append('.').Append(Digits[octet >> 4]).Append('.');
    }
}
