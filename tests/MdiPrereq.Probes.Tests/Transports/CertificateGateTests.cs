using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Transports;
using Xunit;

namespace MdiPrereq.Tests.Transports;

/// <summary>
/// What keeps .NET Framework from fetching for a probed host's certificate. Here before the SslStream of the framework that runs the tests.
/// </summary>
public sealed class CertificateGateTests : IDisposable
{
    private const string Host = "dc1.contoso.test";
    private const string Address = "http://192.0.2.1/issuer.cer";

    private static readonly DateTimeOffset Today = new(DateTime.UtcNow.Date);

    private readonly X509Certificate2 _root = Issue("CN=Root of the test", null, isAuthority: true);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task A_certificate_that_names_no_address_goes_on()
    {
        using var leaf = Issue($"CN={Host}", null);
        Assert.Null((await ShakeHandsAsync(new([], false, false), leaf)).End);
    }

    [Fact]
    public async Task An_address_in_the_word_of_a_trusted_authority_goes_on()
    {
        using var issuer = Issue("CN=Issuer", _root, isAuthority: true, address: Address);
        using var leaf = Issue($"CN={Host}", issuer, address: Address);
        Assert.Null((await ShakeHandsAsync(new([_root], false, true), leaf, issuer)).End);
    }

    [Fact]
    public async Task An_address_in_a_certificate_of_an_unknown_issuer_ends_the_handshake()
    {
        using var issuer = Issue("CN=Issuer", _root, isAuthority: true);
        using var leaf = Issue($"CN={Host}", issuer, address: Address);
        var gate = await ShakeHandsAsync(new([_root], false, false), leaf);
        Assert.IsType<NotTestableException>(gate.End);
        Assert.Equal($"CN={Host}", gate.Facts.Certificate?.Subject);
    }

    [Fact]
    public void A_root_of_the_hosts_own_vouches_for_nothing()
    {
        using var own = Issue("CN=Root of the test", null, isAuthority: true);
        using var leaf = Issue($"CN={Host}", own, address: Address);
        Assert.IsType<NotTestableException>(Take(new([_root], false, false), leaf, own).End);
    }

    [Fact]
    public void An_address_in_a_certificate_beside_the_chain_counts_too()
    {
        using var leaf = Issue($"CN={Host}", _root);
        using var beside = Issue("CN=Root of the test", null, isAuthority: true, address: Address);
        Assert.IsType<NotTestableException>(Take(new([_root], false, false), leaf, beside).End);
    }

    [Fact]
    public async Task Where_the_certificate_is_enough_the_handshake_ends_with_it()
    {
        using var leaf = Issue($"CN={Host}", null);
        var gate = await ShakeHandsAsync(new([], true, false), leaf);
        Assert.IsType<IOException>(gate.End);
        Assert.Equal($"CN={Host}", gate.Facts.Certificate?.Subject);
    }

    [Fact]
    public async Task Where_the_chain_is_the_question_it_is_answered_without_building_one()
    {
        using var issuer = Issue("CN=Issuer", _root, isAuthority: true);
        using var leaf = Issue("CN=other.contoso.test", issuer, address: Address);
        var gate = await ShakeHandsAsync(new([_root], false, true), leaf);
        Assert.IsType<IOException>(gate.End);
        Assert.Equal(
            (SslProtocols.Tls12, X509ChainStatusFlags.PartialChain, "CN=Issuer", true),
            (gate.Facts.Protocol, gate.Facts.ChainProblems, gate.Facts.MissingIssuer, gate.Facts.IsForOtherName));
        Assert.Null(gate.Facts.Root);
    }

    [Fact]
    public void A_root_that_is_sent_and_not_trusted_is_told_by_name()
    {
        using var own = Issue("CN=Inspecting proxy", null, isAuthority: true);
        using var leaf = Issue($"CN={Host}", own, address: Address);
        var gate = Take(new([_root], false, true), leaf, own);
        Assert.Equal(
            (X509ChainStatusFlags.UntrustedRoot, "CN=Inspecting proxy", own.Thumbprint),
            (gate.Facts.ChainProblems, gate.Facts.Root?.Subject, gate.Facts.RootThumbprint));
    }

    [Fact]
    public async Task Data_behind_the_handshake_goes_through()
    {
        using var leaf = Issue($"CN={Host}", null);
        var said = new byte[100_000];
        RandomNumberGenerator.Fill(said);
        Assert.Null((await ShakeHandsAsync(new([], false, false), said, leaf)).End);
    }

    /// <summary>The beginning of a server's side; an SslStream sends only what it finds needed.</summary>
    private static CertificateGate Take(CertificateGate gate, params X509Certificate2[] chain)
    {
        gate.ServerName = Host;
        byte[] Sized(byte[] bytes) => [(byte)(bytes.Length >> 16), (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];
        byte[] message = [2, 0, 0, 2, 3, 3, 11, .. Sized(Sized([.. chain.SelectMany(one => Sized(one.RawData))]))];
        byte[] record = [22, 3, 3, (byte)(message.Length >> 8), (byte)message.Length, .. message];
        var thrown = Record.Exception(() => gate.Take(record, 0, record.Length));
        Assert.Same(thrown, gate.End);
        return gate;
    }

    private static Task<CertificateGate> ShakeHandsAsync(CertificateGate gate, params X509Certificate2[] chain) =>
        ShakeHandsAsync(gate, [1], chain);

    private static async Task<CertificateGate> ShakeHandsAsync(CertificateGate gate, byte[] said, params X509Certificate2[] chain)
    {
        gate.ServerName = Host;
        using var server = LoopbackServer.Tcp(async (client, stop) =>
        {
            await using var tls = new SslStream(new NetworkStream(client));
            try
            {
                await tls.AuthenticateAsServerAsync(
                    new SslServerAuthenticationOptions
                    {
                        ServerCertificateContext = SslStreamCertificateContext.Create(chain[0], [.. chain.Skip(1)], offline: true),
                        EnabledSslProtocols = SslProtocols.Tls12,
                    },
                    stop);
                await tls.WriteAsync(said, stop);
                await tls.ReadExactlyAsync(new byte[1], stop);
            }
            catch (Exception e) when (e is IOException or AuthenticationException)
            {
                // The probe hung up.
            }
        });
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, server.Port, Stop);
        await using var wire = new NetworkStream(socket);
        await using var tls = new SslStream(new WatchedStream(wire, gate.Take), leaveInnerStreamOpen: true, (_, _, _, _) => true);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = Host, EnabledSslProtocols = SslProtocols.Tls12 }, Stop);
            var heard = new byte[said.Length];
            await tls.ReadExactlyAsync(heard, Stop);
            Assert.Equal(said, heard);
            Assert.Null(gate.End);
        }
        catch (Exception) when (gate.End is not null)
        {
            // What it is stands there.
        }

        return gate;
    }

    private static X509Certificate2 Issue(string subject, X509Certificate2? issuer, bool isAuthority = false, string? address = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        if (isAuthority) request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        if (address is not null) request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(null, [address]));
        var (from, to) = (Today.AddDays(-1), Today.AddDays(2));
        if (issuer is null) return request.CreateSelfSigned(from, to);
        using var bare = request.Create(issuer, from, to, RandomNumberGenerator.GetBytes(8));
        return bare.CopyWithPrivateKey(key);
    }
}
