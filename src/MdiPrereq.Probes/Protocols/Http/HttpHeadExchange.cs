namespace MdiPrereq.Protocols;

/// <summary>Asks for the head of a page only (HEAD, RFC 9110 section 9.3.2): whether its server can be reached needs no download.</summary>
/// <param name="host">The server.</param>
/// <param name="target">The path; for a proxy, the whole URL (RFC 9112 section 3.2.2).</param>
/// <param name="authorization">The value of Proxy-Authorization; empty for none.</param>
internal sealed class HttpHeadExchange(string host, string target, string authorization = "")
    : Exchange<HttpHeader>(Head(host, target, authorization))
{
    protected override Reply Parse(ByteReader reader)
    {
        var header = HttpHeader.Read(reader);
        return header is null
            ? Reply.Incomplete
            : Answer(new() { Evidence = $"HTTP {header.StatusCode}", RemoteTimeUtc = header.DateUtc }, header);
    }

    private static byte[] Head(string host, string target, string authorization)
    {
        var request = new ByteWriter()
            .Ascii($"HEAD {target} HTTP/1.1\r\n")
            .Ascii($"Host: {host}\r\n")
            .Ascii("User-Agent: MdiPrereq\r\n")
            .Ascii("Connection: close\r\n");
        if (authorization.Length > 0) request.Ascii($"Proxy-Authorization: {authorization}\r\n");
        return request.Ascii("\r\n").ToArray();
    }
}
