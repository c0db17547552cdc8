using System;
using System.Collections.Generic;
using System.Globalization;

namespace MdiPrereq.Protocols;

/// <summary>The head of an HTTP response: its status line and its fields, as they came (RFC 9112 sections 4 and 5).</summary>
internal sealed class HttpHeader
{
    private const int MaxSize = 16 * 1024;

    /// <summary>What no server sends; those that are asked refuse more than a hundred.</summary>
    private const int MaxLines = 256;

    /// <summary>A server that only ever says "wait" has no response.</summary>
    private const int MaxInterim = 16;

    /// <summary>What every status line of HTTP/1 begins with; the minor version and a space follow.</summary>
    private const string VersionPrefix = "HTTP/1.";

    private static readonly int StatusAt = VersionPrefix.Length + 2;

    /// <summary>The lines of each field, joined only when somebody asks.</summary>
    private readonly Dictionary<string, List<string>> _fields = new(StringComparer.OrdinalIgnoreCase);

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
    public DateTime? DateUtc => HttpDate.Read(this["Date"]);

    /// <summary>
    /// A field by its name in any case, several of one name joined as RFC 9110 section 5.2 says; empty when it is not there. Pass it
    /// through <see cref="SafeText"/> to show it.
    /// </summary>
    public string this[string name] => _fields.TryGetValue(name, out var lines) ? string.Concat(lines) : "";

    /// <summary>Reads the head of the true response, past interim ones, and moves behind it; null while it is not whole.</summary>
    public static HttpHeader? Read(ByteReader reader)
    {
        for (var interim = 0; interim <= MaxInterim; interim++)
        {
            var header = ReadOne(reader);
            if (header is not { IsInterim: true }) return header;
        }

        throw new MalformedReplyException("it sends interim HTTP responses without end");
    }

    private static HttpHeader? ReadOne(ByteReader reader)
    {
        var start = reader.Position;
        RefuseOtherProtocol(reader.SliceAt(start, Math.Min(reader.Remaining, VersionPrefix.Length)));

        // No more is looked at than a header may have: what lies behind costs nothing.
        var beginning = reader.SliceAt(start, Math.Min(reader.Remaining, MaxSize));
        if (HttpLine.Read(beginning) is { } statusLine)
        {
            var header = new HttpHeader(statusLine);
            if (header.ReadFields(beginning))
            {
                reader.Skip(beginning.Position);
                return header;
            }
        }

        return reader.Remaining <= MaxSize
            ? null
            : throw new MalformedReplyException($"its HTTP header is longer than {MaxSize / 1024} KiB");
    }

    private static void RefuseOtherProtocol(ByteReader start)
    {
        for (var at = 0; start.Remaining > 0; at++)
        {
            if (start.ReadByte() != VersionPrefix[at]) throw new MalformedReplyException("its answer is not HTTP");
        }
    }

    private bool ReadFields(ByteReader reader)
    {
        List<string>? last = null;
        for (var count = 0; HttpLine.Read(reader) is { } line; count++)
        {
            if (line.Length == 0) return true;
            if (count == MaxLines) throw new MalformedReplyException($"its HTTP header has more than {MaxLines} lines");

            // A line that begins with white space continues the one before (RFC 9112 section 5.2).
            if (last is not null && line[0] is ' ' or '\t')
            {
                last.Add(" ");
                last.Add(line.Trim());
                continue;
            }

            var colon = line.IndexOf(':');
            if (colon <= 0 || line.IndexOfAny([' ', '\t'], 0, colon) >= 0)
            {
                throw new MalformedReplyException("its HTTP header has a malformed field");
            }

            var name = line.Substring(0, colon);
            if (_fields.TryGetValue(name, out last)) last.Add(", ");
            else _fields.Add(name, last = []);
            last.Add(line.Substring(colon + 1).Trim(' ', '\t'));
        }

        return false;
    }
}
