using System.Text;

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
        var start = reader.Position;
        var line = new StringBuilder();
        while (reader.Remaining > 0)
        {
            var value = reader.ReadByte();
            if (value != '\n')
            {
                line.Append((char)value);
                continue;
            }

            if (line.Length > 0 && line[line.Length - 1] == '\r') line.Length--;
            return line.ToString();
        }

        reader.Position = start;
        return null;
    }
}
