using System;
using System.Collections.Generic;
using System.Globalization;

namespace MdiPrereq.Protocols;

/// <summary>The head of an HTTP response: its status line and its fields, as they came (RFC 9112 sections 4 and 5).</summary>
internal sealed class HttpHeader
{
    private const int MaxSize = 16 * 1024;

    /// <summary>What every status line of HTTP/1 begins with; the minor version and a space follow.</summary>
    private const string VersionPrefix = "HTTP/1.";

    private static readonly int StatusAt = VersionPrefix.Length + 2;

    private readonly Dictionary<string, string> _fields = new(StringComparer.OrdinalIgnoreCase);

    private HttpHeader(string statusLine)
    {
        const int Digits = 3;
        var text = statusLine.Length >= StatusAt + Digits ? statusLine.Substring(StatusAt, Digits) : "";
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) || status < 100)
        {
            throw new MalformedReplyException("its HTTP status line has no status code");
        }

        StatusCode = status;
        ReasonPhrase = statusLine.Substring(StatusAt + Digits).Trim();
    }

    public int StatusCode { get; }

    /// <summary>The status in the server's words. Pass it through <see cref="SafeText"/> to show it.</summary>
    public string ReasonPhrase { get; }

    /// <summary>1xx: the true response is still to come.</summary>
    public bool IsInterim => StatusCode < 200;

    /// <summary>The server's clock, to the second.</summary>
    public DateTime? DateUtc => HttpDate.Parse(this["Date"]);

    /// <summary>
    /// A field by its name in any case, several of one name joined as RFC 9110 section 5.2 says; empty when it is not there. Pass it
    /// through <see cref="SafeText"/> to show it.
    /// </summary>
    public string this[string name] => _fields.TryGetValue(name, out var value) ? value : "";

    /// <summary>Reads the head and moves behind it; null while it is not whole.</summary>
    public static HttpHeader? Read(ByteReader reader)
    {
        var start = reader.Position;
        RefuseOtherProtocol(reader.SliceAt(start, Math.Min(reader.Remaining, VersionPrefix.Length)));
        if (HttpLine.Read(reader) is { } statusLine)
        {
            var header = new HttpHeader(statusLine);
            if (header.ReadFields(reader)) return reader.Position - start <= MaxSize ? header : throw TooLong();
        }

        return reader.Length - start <= MaxSize ? null : throw TooLong();
    }

    private static MalformedReplyException TooLong() => new($"its HTTP header is longer than {MaxSize / 1024} KiB");

    private static void RefuseOtherProtocol(ByteReader start)
    {
        for (var at = 0; start.Remaining > 0; at++)
        {
            if (start.ReadByte() != VersionPrefix[at]) throw new MalformedReplyException("its answer is not HTTP");
        }
    }

    private bool ReadFields(ByteReader reader)
    {
        string? lastName = null;
        while (HttpLine.Read(reader) is { } line)
        {
            if (line.Length == 0) return true;

            // A line that begins with white space continues the one before (RFC 9112 section 5.2).
            if (lastName is not null && line[0] is ' ' or '\t')
            {
                _fields[lastName] += " " + line.Trim();
                continue;
            }

            var colon = line.IndexOf(':');
            if (colon <= 0 || line.IndexOfAny([' ', '\t'], 0, colon) >= 0)
            {
                throw new MalformedReplyException("its HTTP header has a malformed field");
            }

            lastName = line.Substring(0, colon);
            var value = line.Substring(colon + 1).Trim(' ', '\t');
            _fields[lastName] = _fields.TryGetValue(lastName, out var earlier) ? earlier + ", " + value : value;
        }

        return false;
    }
}
