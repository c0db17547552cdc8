using System;
#if !NET
using System.Diagnostics.CodeAnalysis;
#endif
using System.IO;
using System.Linq;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using MdiPrereq.Protocols;

namespace MdiPrereq.Transports;

/// <summary>
/// A TLS handshake that takes any certificate, since it looks at it and trusts it with nothing; where the chain is to be judged, what the
/// machine would have said of it is kept. The chain is built from what was sent and from the machine's stores: neither issuers (AIA) nor
/// revocation lists are fetched, since a hostile certificate would choose where from.
/// </summary>
internal sealed class TlsHandshake : IDisposable
{
    private readonly CountingStream _wire;
    private readonly X509Certificate2Collection _moreRoots;
    private readonly bool _judgesChain;
#if !NET
    private readonly CertificateGate _gate;
#endif
    private TlsFacts _seen = new();

    /// <param name="wire">The connection; it stays open when this is disposed.</param>
    /// <param name="moreRoots">Roots to trust beside the machine's.</param>
    /// <param name="judgesChain">Whether the certificate's chain is wanted, and not only the certificate.</param>
    /// <param name="certificateIsEnough">Whether nothing is wanted behind the handshake.</param>
    public TlsHandshake(CountingStream wire, X509Certificate2Collection moreRoots, bool judgesChain, bool certificateIsEnough)
    {
        _wire = wire;
        _moreRoots = moreRoots;
        _judgesChain = judgesChain;
#if NET
        _ = certificateIsEnough;
        Stream = new(wire, leaveInnerStreamOpen: true, Inspect);
#else
        _gate = new(moreRoots, certificateIsEnough, judgesChain);
        Stream = new(new WatchedStream(wire, _gate.Take), leaveInnerStreamOpen: true, Inspect);
#endif
    }

    /// <summary>The secured stream, once <see cref="AuthenticateAsync"/> has ended.</summary>
    public SslStream Stream { get; }

    /// <summary>What was seen so far.</summary>
    public TlsFacts Facts => _seen with
    {
        Protocol = Stream.IsAuthenticated ? Stream.SslProtocol : _seen.Protocol,
        Start = TlsServerStart.Read(_wire.Beginning),
    };

    /// <summary>The certificate that the server showed; null when it came to none.</summary>
    public CertificateNames? Certificate => _seen.Certificate;

    /// <summary>Shakes hands with the TLS versions that the operating system allows, as the sensor does.</summary>
    /// <exception cref="AuthenticationException">The server does not speak TLS, or none that this machine accepts.</exception>
    /// <exception cref="IOException">The connection ended.</exception>
    /// <exception cref="NotTestableException">.NET Framework only: it would fetch what the certificate names.</exception>
    public Task AuthenticateAsync(string serverName)
    {
        _wire.Mark();
#if NET
        return Stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = serverName,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            CertificateChainPolicy = Policy(_judgesChain ? X509ChainTrustMode.System : X509ChainTrustMode.CustomRootTrust),
        });
#else
        return AuthenticateWatchedAsync(serverName);
#endif
    }

    public void Dispose() => Stream.Dispose();

#if !NET
    // .NET Framework builds a chain in every handshake, and nothing keeps Windows from fetching for it. Up to TLS 1.2 the certificates come
    // in clear, and can be looked at first.
    [SuppressMessage(
        "Security", "CA5397", Justification = "No secret is sent: what old servers speak is asked, as far as this machine lets it.")]
    private async Task AuthenticateWatchedAsync(string serverName)
    {
        _gate.ServerName = serverName;
        try
        {
            await Stream.AuthenticateAsClientAsync(
                serverName,
                null,
                SslProtocols.Tls | SslProtocols.Tls11 | SslProtocols.Tls12,
                checkCertificateRevocation: false).ConfigureAwait(false);
        }
        catch (Exception) when (_gate.End is not null)
        {
            _seen = _gate.Facts;
            throw _gate.End;
        }
    }
#endif

    private bool Inspect(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null) return true;
        using var leaf = new X509Certificate2(certificate);
        _seen = new()
        {
            Certificate = CertificateNames.Of(leaf),
            IsForOtherName = errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch),
        };
        if (chain is null || !_judgesChain) return true;
        Note(chain);
        if (_moreRoots.Count > 0 && _seen.ChainProblems != X509ChainStatusFlags.NoError) TryMoreRoots(leaf, chain);
        return true;
    }

    private void Note(X509Chain chain)
    {
        using var last = chain.ChainElements.Count == 0
            ? null
            : new X509Certificate2(chain.ChainElements[chain.ChainElements.Count - 1].Certificate);
        var isRoot = last is not null && last.SubjectName.RawData.SequenceEqual(last.IssuerName.RawData);
        _seen = _seen with
        {
            ChainProblems = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status),
            Root = isRoot ? CertificateNames.Of(last!) : null,
            RootThumbprint = isRoot ? last!.Thumbprint : "",
            MissingIssuer = last is null || isRoot ? "" : CertificateNames.Of(last).Issuer,
        };
    }

    private void TryMoreRoots(X509Certificate2 leaf, X509Chain seen)
    {
        using var chain = new X509Chain();
#if NET
        chain.ChainPolicy = Policy(X509ChainTrustMode.System);
#endif
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        chain.ChainPolicy.ExtraStore.AddRange(seen.ChainPolicy.ExtraStore);
        chain.ChainPolicy.ExtraStore.AddRange(_moreRoots);
        chain.Build(leaf);
        var root = chain.ChainElements[chain.ChainElements.Count - 1].Certificate;
        if (!_moreRoots.Cast<X509Certificate2>().Any(one => one.RawData.SequenceEqual(root.RawData))) return;
        Note(chain);
        _seen = _seen with { ChainProblems = _seen.ChainProblems & ~X509ChainStatusFlags.UntrustedRoot };
    }
#if NET

    // With no roots at all to trust, the chain that the framework insists on building ends at once.
    private static X509ChainPolicy Policy(X509ChainTrustMode trust) => new()
    {
        DisableCertificateDownloads = true,
        RevocationMode = X509RevocationMode.NoCheck,
        TrustMode = trust,
    };
#endif
}
