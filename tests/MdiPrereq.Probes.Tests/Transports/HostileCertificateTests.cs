using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Protocols;
using MdiPrereq.Tests.Protocols;
using MdiPrereq.Transports;
using Xunit;

namespace MdiPrereq.Tests.Transports;

/// <summary>
/// A probed host chooses its certificate. It must not choose what this machine connects to, nor what becomes of other results.
/// </summary>
public sealed class HostileCertificateTests : IDisposable
{
    private readonly LoopbackServer _sink = LoopbackServer.Tcp(
        (client, stop) => client.ReceiveAsync(new byte[512], SocketFlags.None, stop).AsTask());

    private static readonly DateTimeOffset Today = new(DateTime.UtcNow.Date);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _sink.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_issuer_is_fetched_from_where_a_certificate_says(bool judgesChain)
    {
        using var issuer = Issue("CN=Issuer that nobody has", null, isAuthority: true);
        using var leaf = Issue("CN=hostile.contoso.test", issuer, aia: $"http://127.0.0.1:{_sink.Port}/issuer.cer");
        var outcome = await ProbeAsync(SslStreamCertificateContext.Create(leaf, null, offline: true), judgesChain);
        Assert.Equal("CN=hostile.contoso.test", outcome.Certificate?.Subject);
        Assert.Equal(Reason.NoProtocolReply, outcome.Reason);
        Assert.Equal(0, _sink.Requests);
    }

    private static async Task<ProbeOutcome> ProbeAsync(SslStreamCertificateContext certificate, bool judgesChain)
    {
        using var server = LoopbackServer.Tcp(async (client, stop) =>
        {
            await using var tls = new SslStream(new NetworkStream(client));
            try
            {
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = certificate }, stop);
                await tls.ReadExactlyAsync(new byte[16], stop);
            }
            catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
            {
                // The probe hung up.
            }
        });
        return await Probe.RunAsync(
            new()
            {
                Network = SystemNetwork.Instance,
                Protocol = new LdapRootDseProtocol(tls: true, globalCatalog: false),
                Transport = Transport.Tcp,
                Address = IPAddress.Loopback,
                Port = server.Port,
                HostName = "hostile.contoso.test",
                TimeoutMilliseconds = 20_000,
                JudgesChain = judgesChain,
            },
            Stop);
    }

    private static X509Certificate2 Issue(string subject, X509Certificate2? issuer, bool isAuthority = false, string? aia = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        if (isAuthority) request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        if (aia is not null) request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(null, [aia]));
        var (from, to) = (Today.AddDays(-1), Today.AddDays(2));
        using var bare = issuer is null ? null : request.Create(issuer, from, to, RandomNumberGenerator.GetBytes(8));
        return bare is null ? request.CreateSelfSigned(from, to) : bare.CopyWithPrivateKey(key);
    }
}
