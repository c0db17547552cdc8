using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace MdiPrereq.Fuzz.SecondOpinion;

/// <summary>A name as its octets in hexadecimal, with dots between labels.</summary>
internal static class NameOctets
{
    private static readonly IdnMapping Idn = new();

    public static string OfWire(byte[] wire)
    {
        var octets = new List<byte>(wire.Length);
        for (var at = 0; wire[at] != 0; at += 1 + wire[at])
        {
            octets.AddRange(wire.AsSpan(at + 1, wire[at]));
            octets.Add((byte)'.');
        }

        return octets.Count == 0 ? "2E" : Convert.ToHexString([.. octets]);
    }

    /// <summary>Of DnsClient's text, in which <c>\DDD</c> is an octet and <c>\X</c> a character.</summary>
    public static string OfText(string text)
    {
        var octets = new List<byte>(text.Length);
        for (var at = 0; at < text.Length;)
        {
            if (text[at] != '\\')
            {
                // A character beyond ASCII: what it put in place of octets that are no UTF-8.
                octets.AddRange(Encoding.UTF8.GetBytes(text[at++].ToString()));
            }
            else if (at + 4 <= text.Length
                && byte.TryParse(text.AsSpan(at + 1, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var octet))
            {
                octets.Add(octet);
                at += 4;
            }
            else
            {
                octets.AddRange(Encoding.UTF8.GetBytes(text[at + 1].ToString()));
                at += 2;
            }
        }

        return Convert.ToHexString([.. octets]);
    }

    /// <summary>The same with the characters that labels of punycode stand for.</summary>
    public static string Decoded(string octets)
    {
        if (!octets.All(char.IsAsciiHexDigit)) return octets;
        var text = Encoding.UTF8.GetString(Convert.FromHexString(octets));
        if (!text.Contains("xn--", StringComparison.OrdinalIgnoreCase)) return octets;
        try
        {
            return Convert.ToHexString(Encoding.UTF8.GetBytes(Idn.GetUnicode(text)));
        }
        catch (ArgumentException)
        {
            return octets;
        }
    }

    /// <summary>What is read from it as from a text with escapes.</summary>
    public static string Unescaped(string octets) =>
        octets.All(char.IsAsciiHexDigit) ? OfText(Encoding.UTF8.GetString(Convert.FromHexString(octets))) : octets;

    /// <summary>The same with U+FFFD in place of what is no UTF-8.</summary>
    public static string Replaced(string octets) => octets.All(char.IsAsciiHexDigit)
        ? Convert.ToHexString(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Convert.FromHexString(octets))))
        : octets;
}
