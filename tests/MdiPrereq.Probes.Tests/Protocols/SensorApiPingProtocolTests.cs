using System;
using System.Net;
using System.Text;
using MdiPrereq.Protocols;
using Xunit;

namespace MdiPrereq.Tests.Protocols;

public class SensorApiPingProtocolTests
{
    private const string Date = "Date: Sun, 22 Nov 2026 12:34:56 GMT\r\n";
    private const string Version = "HTTP/1.1 200 OK\r\nContent-Length: 18\r\n" + Date + "\r\n2.240.18316.65180\n";

    [Theory]
    [InlineData("contoso-corpsensorapi.atp.azure.com", "20.1.2.3", "contoso-corpsensorapi.atp.azure.com")]
    [InlineData("20.1.2.3", "20.1.2.3", "20.1.2.3")]
    [InlineData("fe80::1%3", "fe80::1%3", "[fe80::1]")]
    [InlineData("a\r\nX: y", "20.1.2.3", "20.1.2.3")]
    public void Asks_for_the_ping_page(string hostName, string address, string host)
    {
        var request = new SensorApiPingProtocol().Begin(Transport.Tcp, new ProtocolTarget(IPAddress.Parse(address), hostName)).Request;
        var expected = $"GET /tri/sensor/api/ping HTTP/1.1\r\nHost: {host}\r\nUser-Agent: MdiPrereq\r\nConnection: close\r\n\r\n";
        Assert.Equal(expected, Encoding.ASCII.GetString(request));
        Assert.Equal(TlsUse.First, new SensorApiPingProtocol().Tls);
    }

    [Fact]
    public void Tells_the_sensor_version_and_the_time()
    {
        var findings = Answer(Version);
        Assert.Equal(("HTTP 200, sensor version 2.240.18316.65180", ""), (findings.Evidence, findings.Concern));
        Assert.Equal(new DateTime(2026, 11, 22, 12, 34, 56, 500, DateTimeKind.Utc), findings.RemoteTimeUtc);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n\"Ok\"", "HTTP 200, Ok")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n\"2.240.1\"\r\n0\r\n\r\n", "HTTP 200, sensor version 2.240.1")]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 2\r\n\r\n<>", "HTTP 503, as an older workspace answers")]
    public void Takes_each_known_success(string response, string evidence)
    {
        Assert.Equal((evidence, ""), (Answer(response).Evidence, Answer(response).Concern));
        Assert.Null(Answer(response).RemoteTimeUtc);
    }

    [Theory]
    [InlineData("<html>Please sign in</html>")]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("2..4")]
    public void Has_doubts_about_a_success_that_says_something_else(string body)
    {
        var findings = Answer($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        Assert.Equal("HTTP 200", findings.Evidence);
        Assert.Contains("proxy", findings.Concern, StringComparison.Ordinal);
    }

    [Fact]
    public void Waits_for_the_end_of_the_stream_where_that_is_the_end_of_the_body()
    {
        var response = Bytes("HTTP/1.0 200 OK\r\n\r\n2.240.1");
        Assert.Equal(ReplyKind.Incomplete, Ping().Read(response).Kind);
        var reply = Ping().ReadEnded(response, response.Length);
        Assert.Equal("HTTP 200, sensor version 2.240.1", reply.Findings.Evidence);

        var cut = Bytes(Version[..^3]);
        Assert.Equal(ReplyKind.Incomplete, Ping().ReadEnded(cut, cut.Length).Kind);
        Assert.Equal(ReplyKind.Incomplete, Ping().ReadEnded([], 0).Kind);
        Assert.Equal(ReplyKind.Foreign, Ping().ReadEnded("no"u8.ToArray(), 2).Kind);
    }

    [Theory]
    [InlineData("HTTP/1.1 403 Forbidden\r\nServer: x\r\n\r\n", "HTTP 403 Forbidden is not")]
    [InlineData("HTTP/1.1 407\r\n\r\n", "HTTP 407 is not")]
    [InlineData("HTTP/1.1 302 F\u001B\r\nLocation: http://login/\u0007\r\n\r\n", @"HTTP 302 F\u001B (to http://login/\u0007) is not")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", "HTTP 204")]
    [InlineData("* OK IMAP4", "not HTTP")]
    public void Refuses_anything_else(string response, string why) => Ping().Refuses(Bytes(response), why);

    [Fact]
    public void Refuses_its_own_request() => Ping().Refuses(Ping().Request, "not HTTP");

    [Fact]
    public void Waits_for_the_rest()
    {
        Ping().RefusesEveryTruncation(Bytes(Version), isStream: true);
        Ping().RefusesEveryTruncation(Bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nOk\r\n0\r\n\r\n"), isStream: true);
    }

    [Fact]
    public void Survives_anything() => ReplyChecks.SurvivesFuzzing(Ping, Bytes(Version));

    private static HttpPingExchange Ping() => new("contososensorapi.atp.azure.com");

    private static Findings Answer(string response) => Ping().Answer(Bytes(response));

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
