using System.Linq;
using System.Text.RegularExpressions;

namespace MdiPrereq.Protocols;

/// <summary>
/// Asks an HTTP proxy to lead on to a host (CONNECT, RFC 9110 section 9.3.6). What a proxy says in words is never handed on once it
/// was given a credential: it could repeat it.
/// </summary>
/// <param name="host">The host, as the proxy shall resolve it.</param>
/// <param name="port">Its port.</param>
/// <param name="authorization">The value of Proxy-Authorization; empty for none.</param>
internal sealed class HttpConnectExchange(string host, int port, string authorization = "")
    : Exchange<ProxyAnswer>(Connect(host, port, authorization))
{
    /// <summary>The schemes that users may meet; a challenge for any other is not named.</summary>
    private static readonly string[] KnownSchemes = ["Basic", "Digest", "NTLM", "Negotiate", "Kerberos"];

    protected override Reply Parse(ByteReader reader)
    {
        var header = HttpHeader.Read(reader);
        if (header is null) return Reply.Incomplete;

        var answer = new ProxyAnswer(header.StatusCode, [.. KnownSchemes.Where(scheme => Offers(header["Proxy-Authenticate"], scheme))]);
        if (header.StatusCode is < 200 or > 299) return Reply.Foreign($"the proxy answered CONNECT with HTTP {header.StatusCode}", answer);

        // Nothing may follow the header: what answered is no proxy for CONNECT, but a web server or a portal.
        return reader.Remaining > 0 ? Reply.Foreign("the proxy answered CONNECT with a page of its own", answer) : Answer(new(), answer);
    }

    private static bool Offers(string challenges, string scheme) =>
        Regex.IsMatch(challenges, $@"(^|,)\s*{scheme}(\s|,|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static byte[] Connect(string host, int port, string authorization)
    {
        var request = new ByteWriter()
            .Ascii($"CONNECT {host}:{port} HTTP/1.1\r\n")
            .Ascii($"Host: {host}:{port}\r\n")
            .Ascii("User-Agent: MdiPrereq\r\n");
        if (authorization.Length > 0) request.Ascii($"Proxy-Authorization: {authorization}\r\n");
        return request.Ascii("\r\n").ToArray();
    }
}
