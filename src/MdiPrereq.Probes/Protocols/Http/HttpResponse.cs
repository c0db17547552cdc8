using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace MdiPrereq.Protocols;

/// <summary>An HTTP response, read from the beginning of a stream of which more may come (RFC 9112).</summary>
internal sealed class HttpResponse
{
    /// <summary>What is kept of a body; nothing that we ask for is longer.</summary>
    private const int MaxBody = 16 * 1024;

    private HttpResponse(HttpHeader header, byte[] body, bool bodyIsWhole, bool endsWithStream)
    {
        Header = header;
        Body = body;
        BodyIsWhole = bodyIsWhole || body.Length >= MaxBody;
        EndsWithStream = endsWithStream;
    }

    public HttpHeader Header { get; }

    /// <summary>The body as far as it has come, without the marks of its chunks.</summary>
    public byte[] Body { get; }

    /// <summary>All of the body is there, or as much of it as is kept.</summary>
    public bool BodyIsWhole { get; }

    /// <summary>Nothing in the header tells where the body ends: it does where the server closes the connection.</summary>
    public bool EndsWithStream { get; }

    /// <summary>The body as UTF-8. Pass it through <see cref="SafeText"/> to show it.</summary>
    public string BodyText => Encoding.UTF8.GetString(Body).TrimStart('\uFEFF');

    /// <summary>Reads the response, past interim ones; null while its header is not whole.</summary>
    public static HttpResponse? Read(ByteReader reader)
    {
        var header = HttpHeader.Read(reader);
        if (header is null) return null;

        if (header.StatusCode is 204 or 304) return new(header, [], bodyIsWhole: true, endsWithStream: false);
        if (header["Transfer-Encoding"] is { Length: > 0 } codings) return ReadCoded(header, codings, reader);
        if (header["Content-Length"] is { Length: > 0 } lengths) return ReadCounted(header, ParseLength(lengths), reader);
        return new(header, ReadUpTo(MaxBody, reader), bodyIsWhole: false, endsWithStream: true);
    }

    /// <summary>Section 6.3: a transfer coding goes before any length; one that does not end in chunks ends with the stream.</summary>
    private static HttpResponse ReadCoded(HttpHeader header, string codings, ByteReader reader)
    {
        var last = codings.Split(',').Last().Trim();
        if (!string.Equals(last, "chunked", StringComparison.OrdinalIgnoreCase))
        {
            return new(header, ReadUpTo(MaxBody, reader), bodyIsWhole: false, endsWithStream: true);
        }

        var body = new byte[Math.Min(reader.Remaining, MaxBody)];
        var isWhole = ReadChunks(reader, body, out var count);
        Array.Resize(ref body, count);
        return new(header, body, isWhole, endsWithStream: false);
    }

    private static HttpResponse ReadCounted(HttpHeader header, long length, ByteReader reader)
    {
        var body = ReadUpTo((int)Math.Min(length, MaxBody), reader);
        return new(header, body, bodyIsWhole: body.Length == length, endsWithStream: false);
    }

    private static byte[] ReadUpTo(int count, ByteReader reader) => reader.ReadBytes(Math.Min(count, reader.Remaining));

    /// <summary>Section 6.3: several lengths are one if they are the same.</summary>
    private static long ParseLength(string lengths)
    {
        var distinct = lengths.Split(',').Select(length => length.Trim()).Distinct().ToArray();
        return distinct.Length == 1 && long.TryParse(distinct[0], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : throw new MalformedReplyException("its HTTP header has a malformed length");
    }

    /// <summary>Section 7.1: a size in hex, perhaps with extensions; that many bytes; a line end. The size 0 is the end.</summary>
    /// <param name="reader">Stands at the first chunk.</param>
    /// <param name="body">Room for as much as is kept.</param>
    /// <param name="count">How much of it there is.</param>
    private static bool ReadChunks(ByteReader reader, byte[] body, out int count)
    {
        count = 0;
        while (count < MaxBody && HttpLine.Read(reader) is { } line)
        {
            var extension = line.IndexOf(';');
            var digits = (extension < 0 ? line : line.Substring(0, extension)).Trim();
            if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) || size < 0)
            {
                throw new MalformedReplyException("its HTTP body has a malformed chunk size");
            }

            if (size == 0) return ReadTrailers(reader);
            var part = Math.Min(Math.Min(size, MaxBody - count), reader.Remaining);
            reader.ReadBytes(body, count, part);
            count += part;
            if (reader.Remaining == 0 || count >= MaxBody) return false;
            if (HttpLine.Read(reader) is not { } end) return false;
            if (end.Length > 0) throw new MalformedReplyException("an HTTP chunk is longer than its size");
        }

        return false;
    }

    private static bool ReadTrailers(ByteReader reader)
    {
        while (HttpLine.Read(reader) is { } line)
        {
            if (line.Length == 0) return true;
        }

        return false;
    }
}
