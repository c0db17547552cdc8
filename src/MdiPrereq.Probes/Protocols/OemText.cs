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

    public static string Decode(byte[] bytes) => Decode(bytes, bytes.Length);

    /// <summary>The same of the first bytes.</summary>
    public static string Decode(byte[] bytes, int count)
    {
        if (count <= MaxLength && IsAscii(bytes, count)) return Encoding.ASCII.GetString(bytes, 0, count);
        var text = new StringBuilder(Math.Min(count, MaxLength));
        for (var i = 0; i < count && text.Length < MaxLength; i++)
        {
            var value = bytes[i];
            if (value < 0x80) text.Append((char)value);
            else text.Append("\\x").Append(value.ToString("X2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    private static bool IsAscii(byte[] bytes, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (bytes[i] >= 0x80) return false;
        }

        return true;
    }
}
