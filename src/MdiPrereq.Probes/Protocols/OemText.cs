using System;
using System.Globalization;
using System.Text;

namespace MdiPrereq.Protocols;

/// <summary>
/// Text in the sender's OEM code page, which nothing on the wire names: ASCII is taken as it is, and bytes beyond it are written as
/// <c>\xNN</c> rather than guessed.
/// </summary>
internal static class OemText
{
    /// <summary>More than <see cref="SafeText"/> ever shows, and than any name has: the rest is left off.</summary>
    private const int MaxLength = 1024;

    public static string Decode(byte[] bytes)
    {
        var text = new StringBuilder(Math.Min(bytes.Length, MaxLength));
        foreach (var value in bytes)
        {
            if (text.Length >= MaxLength) break;
            if (value < 0x80) text.Append((char)value);
            else text.Append("\\x").Append(value.ToString("X2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
