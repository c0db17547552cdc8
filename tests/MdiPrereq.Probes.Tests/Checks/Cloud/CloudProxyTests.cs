using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using MdiPrereq.Checks.Cloud;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Machine;
using MdiPrereq.Tests.Machine;
using MdiPrereq.Transports;
using Xunit;
using static MdiPrereq.Tests.Checks.Cloud.CloudScene;

namespace MdiPrereq.Tests.Checks.Cloud;

/// <summary>The way through a proxy: what it may answer, and that a password is told to nobody else.</summary>
public sealed class CloudProxyTests : IDisposable
{
    private const string Password = "S3cret pass:word/+=";
    private readonly CloudScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Through_a_proxy()
    {
        _scene.ServeTls(CloudScene.Version);
        _scene.ServeProxy(
            head => head.StartsWith($"CONNECT {CloudScene.Host}:443 HTTP/1.1\r\n", StringComparison.Ordinal)
                ? null
                : "HTTP/1.1 400 Bad\r\n\r\n");
        _scene.UseProxy();
        var results = await _scene.TestAsync();
        Assert.All(
            results.Where(result => result.Check < CloudCheck.ClockSkew),
            result => Assert.Equal((Verdict.Pass, Proxy, ProxySource.Parameter), (result.Verdict, result.Proxy, result.ProxySource)));
        var connection = results.Single(result => result.Check == CloudCheck.Connection);
        Assert.Equal((200, "203.0.113.2"), (connection.StatusCode, connection.RemoteAddress));
    }

    [Fact]
    public async Task A_proxy_that_resolves_for_those_who_cannot()
    {
        // The service's name is known to the proxy alone.
        _scene.ServeTls(CloudScene.Version, _scene.Authority.Issue(CloudScene.Host), "hidden.test");
        _scene.Serve("proxy.contoso.test", 3128, async (client, stop) =>
        {
            await using var stream = new NetworkStream(client);
            await CloudScene.ReadHeadAsync(stream, stop);
            await stream.WriteAsync("HTTP/1.0 200 OK\r\n\r\n"u8.ToArray(), stop);
            await CloudScene.AnswerTlsAsync(client, _scene.Keep(_scene.Authority.Issue(CloudScene.Host)), CloudScene.Version, stop);
        });
        _scene.UseProxy();
        Assert.Equal(Verdict.Pass, (await _scene.TestAsync()).Single(result => result.Check == CloudCheck.Ping).Verdict);
    }

    [Theory]
    [InlineData("HTTP/1.1 407 Auth\r\nProxy-Authenticate: Negotiate\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n", CloudReason.ProxyAuthenticationRequired, 407, "by Basic or Negotiate")]
    [InlineData(
        "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", CloudReason.ProxyForbids, 403, "forbids contososensorapi.atp.azure.com")]
    [InlineData("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n", CloudReason.ProxyForbids, 401, "licensing")]
    [InlineData("HTTP/1.1 500 Internal Server Error\r\n\r\n", CloudReason.ProxyCannotReach, 500, "cannot resolve or reach")]
    [InlineData("HTTP/1.1 502 Bad Gateway\r\n\r\n", CloudReason.ProxyCannotReach, 502, "cannot resolve or reach")]
    [InlineData("HTTP/1.1 503 Unavailable\r\n\r\n", CloudReason.ProxyCannotReach, 503, "cannot resolve or reach")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>", CloudReason.NotAProxy, 200, "page of its own")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://portal.test/\r\n\r\n", CloudReason.Redirected, 302, "portal")]
    [InlineData("HTTP/1.1 405 No\r\n\r\n", CloudReason.NotAProxy, 405, "does not lead on")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n", CloudReason.NotAProxy, null, "does not speak HTTP")]
    [InlineData("", CloudReason.NoAnswer, null, "no answer to CONNECT")]
    public async Task What_a_proxy_answers(string answer, CloudReason reason, int? status, string says)
    {
        _scene.ServeProxy(_ => answer);
        _scene.UseProxy();
        var trouble = await _scene.FirstTroubleAsync();
        Sees(CloudCheck.Connection, reason, trouble);
        Assert.Equal(status, trouble.StatusCode);
        Assert.Contains(says, trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_says_nothing()
    {
        _scene.Options = _scene.Options with { TimeoutMilliseconds = 1500 };
        _scene.Serve("proxy.contoso.test", 3128, (_, stop) => Task.Delay(-1, stop));
        _scene.UseProxy();
        Sees(CloudCheck.Connection, CloudReason.NoAnswer, await _scene.FirstTroubleAsync());
    }

    [Fact]
    public async Task A_proxy_that_is_not_there()
    {
        _scene.ServeNothing("proxy.contoso.test", 3128);
        _scene.UseProxy();
        Sees(CloudCheck.Connection, CloudReason.ConnectionRefused, await _scene.FirstTroubleAsync());
        _scene.UseProxy("http://other.contoso.test:3128");
        Sees(CloudCheck.NameResolution, CloudReason.NameNotResolved, await _scene.FirstTroubleAsync());
    }

    [Fact]
    public async Task An_inspecting_proxy()
    {
        using var inspector = new TestAuthority("Contoso Inspection");
        var shown = _scene.Keep(inspector.Issue(CloudScene.Host));
        _scene.Network.TrustedRoots.Add(inspector.Root);
        _scene.Serve("proxy.contoso.test", 3128, async (client, stop) =>
        {
            await using var stream = new NetworkStream(client);
            await CloudScene.ReadHeadAsync(stream, stop);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), stop);
            await CloudScene.AnswerTlsAsync(client, shown, CloudScene.Version, stop);
        });
        _scene.UseProxy();
        Sees(CloudCheck.CertificateChain, CloudReason.TlsInspection, await _scene.FirstTroubleAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_credential_is_sent_when_the_proxy_asks_and_is_never_told(bool right)
    {
        // A proxy that repeats what it is given, wherever it can.
        var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($@"CONTOSO\mdi:{Password}"));
        var heads = new System.Collections.Concurrent.ConcurrentQueue<string>();
        _scene.ServeTls(CloudScene.Version);
        _scene.ServeProxy(head =>
        {
            heads.Enqueue(head);
            var sent = head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Proxy-Authorization: ", StringComparison.Ordinal)) ?? "";
            if (right && sent == "Proxy-Authorization: " + expected && head.StartsWith("CONNECT", StringComparison.Ordinal)) return null;
            return $"HTTP/1.1 407 {expected} {Password}\r\nProxy-Authenticate: Basic realm=\"{expected} {Password}\"\r\nLocation: http://{Password}/\r\n\r\n";
        });
        _scene.Options = _scene.Options with { Way = new(ProxyOf(Proxy), Credential: new NetworkCredential(@"CONTOSO\mdi", Password)) };
        var results = await _scene.TestAsync();
        var connection = results.Single(result => result.Check == CloudCheck.Connection);
        Assert.Equal(
            right
                ? (Verdict.Pass, CloudReason.Works)
                : (Verdict.Fail, CloudReason.ProxyCredentialRefused), (connection.Verdict, connection.Reason));
        var connects = heads.Where(head => head.StartsWith("CONNECT", StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain("Proxy-Authorization", connects[0], StringComparison.Ordinal);
        Assert.Contains(expected, connects[1], StringComparison.Ordinal);
        Assert.All(results, result => HoldsNoSecret(result, expected));
    }

    [Fact]
    public async Task A_credential_is_not_sent_to_a_proxy_that_would_not_read_it()
    {
        var server = _scene.ServeProxy(_ => "HTTP/1.1 407 Auth\r\nProxy-Authenticate: NTLM\r\nContent-Length: 0\r\n\r\n");
        _scene.Options = _scene.Options with { Way = new(ProxyOf(Proxy), Credential: new NetworkCredential("mdi", Password)) };
        var trouble = await _scene.FirstTroubleAsync();
        Sees(CloudCheck.Connection, CloudReason.ProxyAuthenticationRequired, trouble);
        Assert.Contains("Basic only", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_in_an_environment_variable_is_used_and_never_told()
    {
        _scene.ServeTls(CloudScene.Version);
        _scene.ServeProxy(
            head => head.Contains("Proxy-Authorization: Basic bWRpOkBwdzox", StringComparison.Ordinal)
                ? null
                : "HTTP/1.1 407 Auth\r\nProxy-Authenticate: Basic\r\n\r\n");
        _scene.Facts = new() { EnvironmentProxy = "http://mdi:%40pw%3A1@proxy.contoso.test:3128" };
        var results = await _scene.TestAsync();
        Assert.Equal(Verdict.Pass, results.Single(result => result.Check == CloudCheck.Ping).Verdict);
        Assert.All(results, result => Assert.DoesNotContain("pw", Dump(result), StringComparison.Ordinal));
        Assert.Equal(Proxy, results[0].Proxy);
    }

    [Fact]
    public async Task A_script_leaves_the_way_open()
    {
        _scene.ServeTls(CloudScene.Version);
        Assert.True(ConnectionSettings.TryParse(SettingsBlob.Of(5, script: "http://wpad.contoso.test/proxy.pac"), out var settings, out _));
        _scene.Facts = new() { IsWindows = true, LocalService = new(settings), LocalSystem = new(settings) };
        var results = await _scene.TestAsync();
        Assert.Equal((Verdict.Warning, CloudReason.ProxyScript), (results[0].Verdict, results[0].Reason));
        Assert.All(
            results.Where(result => result.Check is not (CloudCheck.Proxy or CloudCheck.RootCertificates)),
            result => Assert.Equal((Verdict.NotTested, CloudReason.WayOutUnknown), (result.Verdict, result.Reason)));
        Assert.Contains(results, result => result.SpoilsCompliance);
    }

    private static void HoldsNoSecret(CloudTestResult result, string header)
    {
        var text = Dump(result);
        Assert.DoesNotContain(Password, text, StringComparison.Ordinal);
        Assert.DoesNotContain("S3cret", text, StringComparison.Ordinal);
        Assert.DoesNotContain(header.Substring(6), text, StringComparison.Ordinal);
    }

    private static string Dump(CloudTestResult result) =>
        string.Join("\n", typeof(CloudTestResult).GetProperties().Select(property => property.GetValue(result)));
}
