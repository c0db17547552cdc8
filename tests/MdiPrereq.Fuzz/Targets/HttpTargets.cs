using System.Collections.Generic;
using MdiPrereq.Protocols;

namespace MdiPrereq.Fuzz.Targets;

/// <summary>HTTP below its exchanges.</summary>
internal static class HttpTargets
{
    public static IReadOnlyList<byte[]> Pings { get; } = Input.All(
        "HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 12:34:56 GMT\r\nContent-Length: 15\r\n\r\n\"2.240.18316.55\"",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nhel\r\n02\r\nlo\r\n0\r\nT: 1\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 503 Service Unavailable\r\nX-Fold: one\r\n two\r\n\r\nOk",
        "HTTP/1.1 302 Found\r\nLocation: https://login.example.test/\r\n\r\n");

    public static IReadOnlyList<byte[]> Proxies { get; } = Input.All(
        "HTTP/1.1 200 Connection established\r\n\r\n",
        "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Negotiate\r\nProxy-Authenticate: Basic realm=\"x\", Digest y\r\n\r\nno",
        "HTTP/1.0 403\n\n");

    private static readonly IReadOnlyList<byte[]> Words = Input.All(
        " \n", "\r\n", "a:\n", "X: y\r\n", "\t\r\n", "1\r\na\r\n", "0\r\n\r\n", "Content-Length: ", "Transfer-Encoding: chunked\r\n", "HTTP/1.1 100 \r\n\r\n", ",", "Proxy-Authenticate: ", ", Basic");

    public static IEnumerable<Target> All =>
    [
        new("http-header", Input.OfBytes(bytes => HttpHeader.Read(Reader(bytes)) is { } header ? $"{header.ReasonPhrase} {header["Location"]} {header.DateUtc}" : "more"))
        {
            Seeds = [.. Pings, .. Proxies],
            Words = Words,
            Documented = [typeof(MalformedReplyException)],
        },
        new("http-response", Input.OfBytes(bytes => HttpResponse.Read(Reader(bytes)) is { } response ? $"{response.BodyIsWhole} {response.EndsWithStream} {response.BodyText}" : "more"))
        {
            Seeds = Pings,
            Words = Words,
            Documented = [typeof(MalformedReplyException)],
        },
        new("http-date", Input.OfText(text => $"{HttpDate.Read(text)}")) { Seeds = Input.All("Sun, 22 Nov 2026 12:34:56 GMT", "Sunday, 22-Nov-26 12:34:56 GMT", "Sun Nov 22 12:34:56 2026") },
    ];

    private static ByteReader Reader(byte[] bytes) => new(bytes, 0, bytes.Length);
}
