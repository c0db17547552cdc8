using System;
using System.Linq;

namespace MdiPrereq.Protocols;

/// <summary>
/// One request for the ping page of the sensor API, and the judgement of the response. A current workspace answers 200 and the latest
/// sensor version, one of 2024 to 2025 200 and "Ok", an older one 503; all of them are success.
/// </summary>
internal sealed class HttpPingExchange(string host) : Exchange<PingAnswer>(Get(host))
{
    private const int Ok = 200;
    private const int ServiceUnavailable = 503;
    private const int LongestVersion = 40;

    protected override Reply Parse(ByteReader reader) => Judge(HttpResponse.Read(reader), ended: false);

    protected override Reply ParseEnded(ByteReader reader) => Judge(HttpResponse.Read(reader), ended: true);

    private static byte[] Get(string host) => new ByteWriter()
        .Ascii("GET /tri/sensor/api/ping HTTP/1.1\r\n")
        .Ascii($"Host: {host}\r\n")
        .Ascii("User-Agent: MdiPrereq\r\n")
        .Ascii("Connection: close\r\n\r\n")
        .ToArray();

    private static Reply Judge(HttpResponse? response, bool ended)
    {
        if (response is null) return Reply.Incomplete;
        var head = new PingAnswer(response.Header, "");
        if (response.Header.StatusCode is not (Ok or ServiceUnavailable)) return Reply.Foreign(DescribeRefusal(response.Header), head);
        var isWhole = response.BodyIsWhole || (ended && response.EndsWithStream);
        return isWhole ? Describe(response, head) : Reply.Begun(head);
    }

    private static string DescribeRefusal(HttpHeader header)
    {
        var status = SafeText.Clean($"HTTP {header.StatusCode} {header.ReasonPhrase}".Trim());
        var location = header.StatusCode is >= 300 and < 400 ? header["Location"] : "";
        return location.Length > 0
            ? $"{status} (to {SafeText.Clean(location)}) is not what the sensor API says"
            : $"{status} is not what the sensor API says";
    }

    private static Reply Describe(HttpResponse response, PingAnswer head)
    {
        // The header tells whole seconds.
        var findings = new Findings { RemoteTimeUtc = response.Header.DateUtc?.AddMilliseconds(500) };
        if (response.Header.StatusCode == ServiceUnavailable)
        {
            return Answer(findings with { Evidence = "HTTP 503, as an older workspace answers" }, head);
        }

        var text = response.BodyText.Trim().Trim('"');
        if (IsVersion(text)) return Answer(findings with { Evidence = "HTTP 200, sensor version " + text }, new(head.Header, text));
        if (text.Equals("Ok", StringComparison.OrdinalIgnoreCase)) return Answer(findings with { Evidence = "HTTP 200, Ok" }, head);
        const string Concern = "The body is neither a sensor version nor Ok: "
            + "a proxy or a sign-in page may have answered in place of the service.";
        return Answer(findings with { Evidence = "HTTP 200", Concern = Concern }, head);
    }

    private static bool IsVersion(string text) => text.Length is > 0 and <= LongestVersion
        && text.Contains('.') && text.Split('.').All(part => part.Length > 0 && part.All(digit => digit is >= '0' and <= '9'));
}
