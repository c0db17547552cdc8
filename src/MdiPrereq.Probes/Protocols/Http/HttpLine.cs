using System;

namespace MdiPrereq.Protocols;

/// <summary>The lines of an HTTP header (RFC 9112 section 2).</summary>
internal static class HttpLine
{
    /// <summary>
    /// Reads up to the next line feed; null, with the cursor where it was, while there is none. The line end is left off, with or
    /// without a carriage return (section 2.2). Bytes become the first 256 characters of Unicode, so that none is lost.
    /// </summary>
    public static string? Read(ByteReader reader)
    {
        var length = reader.CountUpTo((byte)'\n');
        if (length < 0) return null;
        var line = reader.ReadLatin1(length);
        reader.Skip(1);
        return line.EndsWith("\r", StringComparison.Ordinal) ? line.Substring(0, line.Length - 1) : line;
    }
}
