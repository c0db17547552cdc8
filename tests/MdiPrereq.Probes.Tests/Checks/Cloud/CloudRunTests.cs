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

/// <summary>
/// Each way that the cloud service can fail, with servers of this process: the right step, the right verdict, a reason of its own.
/// </summary>
public sealed class CloudRunTests : IDisposable
{
    private readonly CloudScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Direct()
    {
        _scene.ServeTls(CloudScene.Version.Replace("\r\n\r\n", $"\r\nDate: {DateTime.UtcNow:R}\r\n\r\n", StringComparison.Ordinal));
        var results = await _scene.TestAsync();
        Assert.Equal(Enum.GetValues<CloudCheck>(), results.Select(result => result.Check).Distinct());
        Assert.All(
            results.Where(result => result.Check != CloudCheck.DownloadHost),
            result => Assert.Equal((Verdict.Pass, CloudReason.Works, ""), (result.Verdict, result.Reason, result.Remediation)));

        var tls = results.Single(result => result.Check == CloudCheck.Tls);
        Assert.Matches(@"^TLS 1\.[23]$", tls.TlsVersion);
        Assert.Equal($"CN={CloudScene.Host}", tls.CertificateSubject);
        var chain = results.Single(result => result.Check == CloudCheck.CertificateChain);
        Assert.Equal(("CN=Test Service Root", _scene.Authority.Root.Thumbprint), (chain.RootSubject, chain.RootThumbprint));
        var ping = results.Single(result => result.Check == CloudCheck.Ping);
        Assert.Equal(
            (200, "2.240.18316.65180", "https://contososensorapi.atp.azure.com/tri/sensor/api/ping"),
            (ping.StatusCode, ping.SensorVersion, ping.Url));
        Assert.Equal(
            ("203.0.113.1", "203.0.113.200", "", ProxySource.None), (ping.RemoteAddress, ping.SourceAddress, ping.Proxy, ping.ProxySource));
        Assert.InRange(results.Single(result => result.Check == CloudCheck.ClockSkew).ClockSkewSeconds!.Value, -60, 60);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n\"Ok\"", Verdict.Pass, CloudReason.Works, 200)]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n2.240.1", Verdict.Pass, CloudReason.Works, 200)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n<html></html>", Verdict.Warning, CloudReason.UnexpectedAnswer, 200)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1300\r\n\r\n<html></html>", Verdict.Fail, CloudReason.UnexpectedAnswer, 200)]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n", Verdict.Pass, CloudReason.Works, 503)]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", Verdict.Fail, CloudReason.NotFound, 404)]
    [InlineData("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", Verdict.Fail, CloudReason.UnexpectedAnswer, 403)]
    [InlineData("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n", Verdict.Fail, CloudReason.UnexpectedAnswer, 407)]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: https://login.portal.test/?from=1\r\n\r\n", Verdict.Fail, CloudReason.Redirected, 302)]
    [InlineData("HTTP/1.1 500 Oops\r\n\r\n", Verdict.Fail, CloudReason.UnexpectedAnswer, 500)]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n", Verdict.Fail, CloudReason.UnexpectedAnswer, null)]
    public async Task What_the_service_answers(string response, Verdict verdict, CloudReason reason, int? status)
    {
        _scene.ServeTls(response);
        var ping = (await _scene.TestAsync()).Single(result => result.Check == CloudCheck.Ping);
        Assert.Equal((verdict, reason, status), (ping.Verdict, ping.Reason, ping.StatusCode));
        if (status == 302) Assert.Contains(" to login.portal.test, as to a sign-in page", ping.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_says_nothing_behind_tls()
    {
        _scene.Options = _scene.Options with { TimeoutMilliseconds = 3000 };
        _scene.ServeTls("");
        Sees(CloudCheck.Ping, CloudReason.NoAnswer, await _scene.FirstTroubleAsync());
    }

    [Fact]
    public async Task A_server_that_accepts_and_says_nothing()
    {
        _scene.Options = _scene.Options with { TimeoutMilliseconds = 1500 };
        _scene.Serve(CloudScene.Host, 443, (_, stop) => Task.Delay(-1, stop));
        Sees(CloudCheck.Tls, CloudReason.NoAnswer, await _scene.FirstTroubleAsync());
    }

    [Fact]
    public async Task A_server_that_hangs_up()
    {
        _scene.Serve(CloudScene.Host, 443, async (client, stop) =>
        {
            await client.ReceiveAsync(new byte[4096], SocketFlags.None, stop);
            client.Shutdown(SocketShutdown.Both);
        });
        Sees(CloudCheck.Tls, CloudReason.ConnectionClosed, await _scene.FirstTroubleAsync());
    }

    [Fact]
    public async Task A_server_that_resets()
    {
        _scene.Serve(CloudScene.Host, 443, async (client, stop) =>
        {
            await client.ReceiveAsync(new byte[16], SocketFlags.None, stop);
            client.LingerState = new(true, 0);
        });
        Sees(CloudCheck.Tls, CloudReason.ConnectionClosed, await _scene.FirstTroubleAsync());
    }

    [Fact]
    public async Task Nothing_listens()
    {
        _scene.ServeNothing(CloudScene.Host, 443);
        Sees(CloudCheck.Connection, CloudReason.ConnectionRefused, await _scene.FirstTroubleAsync());
    }

    [Fact]
    public async Task A_name_that_does_not_resolve()
    {
        var trouble = await _scene.FirstTroubleAsync();
        Sees(CloudCheck.NameResolution, CloudReason.NameNotResolved, trouble);
        Assert.Contains("whether the workspace's name and --cloud are right", trouble.Remediation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_http_on_port_443()
    {
        _scene.Serve(CloudScene.Host, 443, async (client, stop) =>
        {
            await client.SendAsync(Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad Request\r\n\r\n"), SocketFlags.None, stop);
            await client.ReceiveAsync(new byte[4096], SocketFlags.None, stop);
        });
        Sees(CloudCheck.Tls, CloudReason.NotTls, await _scene.FirstTroubleAsync());
    }

    [Theory]
    [InlineData("15 03 01 00 02 02 46", CloudReason.TlsTooOld)]
    [InlineData("16 03 02 00 35 02 00 00 31 03 02", CloudReason.TlsTooOld)]
    [InlineData("15 03 03 00 02 02 28", CloudReason.TlsFailed)]
    public async Task Only_old_versions_of_tls(string begin, CloudReason reason)
    {
        // A server of today's OpenSSL cannot be brought to speak TLS 1.1 from here; these are the bytes that one answers. The lab has a
        // real one.
        var bytes = Convert.FromHexString(begin.Replace(" ", "", StringComparison.Ordinal));
        if (bytes[0] == 0x16) bytes = [.. bytes, .. new byte[32], 0, 0xC0, 0x14, 0, 0, 9, 0, 0x17, 0, 0, 0xFF, 1, 0, 1, 0];
        _scene.Serve(CloudScene.Host, 443, async (client, stop) =>
        {
            await client.ReceiveAsync(new byte[4096], SocketFlags.None, stop);
            await client.SendAsync(bytes, SocketFlags.None, stop);
            await client.ReceiveAsync(new byte[4096], SocketFlags.None, stop);
        });
        Sees(CloudCheck.Tls, reason, await _scene.FirstTroubleAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_refuses_todays_versions_and_takes_an_old_one(bool saysWhy)
    {
        _scene.Serve(CloudScene.Host, 443, async (client, stop) =>
        {
            var hello = new byte[4096];
            var count = await client.ReceiveAsync(hello, SocketFlags.None, stop);

            // A ClientHello of TLS 1.1 names that version in itself; those of today name 1.2 there.
            if (count > 10 && hello[9] == 3 && hello[10] == 2)
            {
                await client.SendAsync(Convert.FromHexString("160302003502000031030200"), SocketFlags.None, stop);
            }
            else if (saysWhy) await client.SendAsync(Convert.FromHexString("15030300020228"), SocketFlags.None, stop);
            client.Shutdown(SocketShutdown.Send);
            await client.ReceiveAsync(hello, SocketFlags.None, stop);
        });
        var trouble = await _scene.FirstTroubleAsync();
        Sees(CloudCheck.Tls, CloudReason.TlsTooOld, trouble);
        Assert.Equal("TLS 1.1 only", trouble.Evidence);
    }

    [Fact]
    public async Task An_expired_certificate()
    {
        _scene.ServeTls(CloudScene.Version, _scene.Authority.Issue(CloudScene.Host, -30, -2));
        var trouble = await _scene.FirstTroubleAsync();
        Sees(CloudCheck.Tls, CloudReason.CertificateExpired, trouble);
        Assert.Contains("clock", trouble.Remediation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_is_not_yet_valid()
    {
        _scene.ServeTls(CloudScene.Version, _scene.Authority.Issue(CloudScene.Host, 2, 30));
        Sees(CloudCheck.Tls, CloudReason.CertificateExpired, await _scene.FirstTroubleAsync());
    }

    [Fact]
    public async Task A_certificate_for_another_name()
    {
        _scene.ServeTls(CloudScene.Version, _scene.Authority.Issue("www.contoso.test"));
        var trouble = await _scene.FirstTroubleAsync();
        Sees(CloudCheck.Tls, CloudReason.CertificateForOtherName, trouble);
        Assert.Contains("www.contoso.test", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspection_that_this_machine_does_not_trust()
    {
        using var inspector = new TestAuthority("Contoso Inspection");
        _scene.ServeTls(CloudScene.Version, inspector.Issue(CloudScene.Host));
        var results = await _scene.TestAsync();
        Sees(CloudCheck.Tls, CloudReason.CertificateNotTrusted, results.First(result => result.Verdict == Verdict.Fail));
        var chain = results.Single(result => result.Check == CloudCheck.CertificateChain);
        Assert.Equal((Verdict.Fail, CloudReason.RootUnknown), (chain.Verdict, chain.Reason));
        Assert.Contains("Contoso Inspection", chain.Message, StringComparison.Ordinal);
        Assert.Equal(Verdict.NotTested, results.Single(result => result.Check == CloudCheck.Ping).Verdict);
    }

    [Fact]
    public async Task Inspection_that_this_machine_trusts()
    {
        using var inspector = new TestAuthority("Contoso Inspection");
        _scene.Network.TrustedRoots.Add(inspector.Root);
        _scene.ServeTls(CloudScene.Version, inspector.Issue(CloudScene.Host));
        var trouble = await _scene.FirstTroubleAsync();
        Sees(CloudCheck.CertificateChain, CloudReason.TlsInspection, trouble);
        Assert.Equal(inspector.Root.Thumbprint, trouble.RootThumbprint);

        _scene.Options = _scene.Options with { RootThumbprints = [inspector.Root.Thumbprint.ToLowerInvariant()] };
        Assert.DoesNotContain(await _scene.TestAsync(), result => result.Verdict == Verdict.Fail);
    }

    [Fact]
    public async Task A_clock_that_is_wrong()
    {
        _scene.ServeTls($"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nDate: {DateTime.UtcNow.AddMinutes(11):R}\r\n\r\n");
        var trouble = await _scene.FirstTroubleAsync();
        Assert.Equal((CloudCheck.ClockSkew, Verdict.Warning, CloudReason.ClocksDiffer), (trouble.Check, trouble.Verdict, trouble.Reason));
        Assert.InRange(trouble.ClockSkewSeconds!.Value, 9 * 60, 13 * 60);
    }

    [Fact]
    public async Task Gcc_passes_by_either_zone()
    {
        const string New = "contososensorapi.atp.gcc.azure.com";
        const string Old = "contososensorapi.gcc.atp.azure.com";
        _scene.ServeTls(CloudScene.Version, host: Old);
        var results = await _scene.TestAsync(CloudEnvironment.Gcc);
        Assert.Equal(18, results.Count);
        Assert.DoesNotContain(results, result => result.Verdict == Verdict.Fail);
        var missing = results.Single(result => result.ComputerName == New && result.Check == CloudCheck.NameResolution);
        Assert.Equal(Verdict.Warning, missing.Verdict);
        Assert.Contains("2.254", missing.Message, StringComparison.Ordinal);

        _scene.ServeNothing(Old, 443);
        results = await _scene.TestAsync(CloudEnvironment.Gcc);
        Assert.Equal(2, results.Count(result => result.Verdict == Verdict.Fail));
    }

    [Theory]
    [InlineData(true, false, Verdict.Pass)]
    [InlineData(false, true, Verdict.Warning)]
    [InlineData(false, false, Verdict.Fail)]
    public async Task Root_certificates_of_the_machine(bool present, bool trusted, Verdict verdict)
    {
        if (!present) _scene.Roots = [];
        if (trusted) _scene.ServeTls(CloudScene.Version);
        Assert.Equal(verdict, (await _scene.TestAsync()).Single(result => result.Check == CloudCheck.RootCertificates).Verdict);
    }

    [Fact]
    public async Task Downloads_direct_and_through_the_proxy()
    {
        Assert.All(
            (await _scene.TestAsync()).Where(result => result.Check == CloudCheck.DownloadHost),
            result => Assert.Equal((Verdict.Warning, CloudReason.NameNotResolved), (result.Verdict, result.Reason)));

        _scene.Serve("crl.microsoft.com", 80, async (client, stop) =>
        {
            await using var stream = new NetworkStream(client);
            var head = await CloudScene.ReadHeadAsync(stream, stop);
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"HTTP/1.1 {(head.StartsWith("HEAD /pki/crl/", StringComparison.Ordinal) ? 200 : 404)} -\r\nContent-Length: 900\r\n\r\n"),
                stop);
        });
        var crl = (await _scene.TestAsync()).First(result => result.Check == CloudCheck.DownloadHost);
        Assert.Equal((Verdict.Pass, 200, "crl.microsoft.com"), (crl.Verdict, crl.StatusCode, crl.ComputerName));

        _scene.ServeProxy(
            head => head.StartsWith("HEAD http://crl.microsoft.com/pki/", StringComparison.Ordinal)
                ? "HTTP/1.1 200 OK\r\n\r\n"
                : "HTTP/1.1 403 No\r\n\r\n");
        _scene.UseProxy();
        var downloads = (await _scene.TestAsync()).Where(result => result.Check == CloudCheck.DownloadHost).ToList();
        Assert.Equal(new Verdict[] { Verdict.Pass, Verdict.Warning, Verdict.Warning }, downloads.Select(result => result.Verdict));
    }

    [Fact]
    public async Task The_cloud_row_of_the_port_table_has_the_same_verdict()
    {
        _scene.ServeTls(CloudScene.Version);
        var row = await TestRowAsync();
        Assert.Equal((Verdict.Pass, State.Open, Reason.ProtocolReply, true), (row.Verdict, row.State, row.Reason, row.Verified));
        Assert.Equal(("Cloud443", CloudScene.Host, "203.0.113.1"), (row.RequirementId, row.ComputerName, row.RemoteAddress));
        Assert.Contains("2.240.18316.65180", row.Evidence, StringComparison.Ordinal);

        _scene.ServeTls(CloudScene.Version, _scene.Authority.Issue("www.contoso.test"));
        row = await TestRowAsync();
        Assert.Equal((Verdict.Fail, State.Open, Reason.UnexpectedReply, false), (row.Verdict, row.State, row.Reason, row.Verified));
        Assert.Contains("www.contoso.test", row.Message, StringComparison.Ordinal);

        _scene.ServeNothing(CloudScene.Host, 443);
        row = await TestRowAsync();
        Assert.Equal((Verdict.Fail, State.Closed, Reason.ConnectionRefused), (row.Verdict, row.State, row.Reason));

        // By the proxy that the sensor would take.
        _scene.ServeProxy(_ => "HTTP/1.1 403 Forbidden\r\n\r\n");
        _scene.Facts = new() { EnvironmentProxy = Proxy };
        row = await TestRowAsync();
        Assert.Equal((Verdict.Fail, State.Open, Reason.UnexpectedReply), (row.Verdict, row.State, row.Reason));
        Assert.Contains(Proxy, row.Message, StringComparison.Ordinal);
    }

    private async Task<PortTestResult> TestRowAsync()
    {
        var machine = new MachineFacts { ReadProxy = () => _scene.Facts, MoreServiceRoots = [_scene.Authority.Root.Thumbprint] };
        using var run = new PortRun(
            new() { Network = _scene.Network, Cloud = CloudRows.TestOf("contoso", machine), TimeoutMilliseconds = 30_000 });
        run.StartCloud(PortTestPlan.ForFilter(new() { SensorType = [SensorType.Classic] }, workspaceIsKnown: true).CloudRows);
        PortTestResult? row = null;
        while (!run.Window.IsIdle)
        {
            CloudScene.Stop.ThrowIfCancellationRequested();
            if (!run.Window.TryTake(out var result, 25)) continue;
            Assert.Null(row);
            row = result;
        }

        return row!;
    }
}
