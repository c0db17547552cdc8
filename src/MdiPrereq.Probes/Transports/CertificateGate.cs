using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MdiPrereq.Protocols;

namespace MdiPrereq.Transports;

/// <summary>
/// Stands before a framework that builds a chain in every handshake, and fetches for it what the certificates name (.NET Framework on
/// Windows): looks at the certificates first, and ends the handshake where they could lead this machine to an address of the host's choice.
/// </summary>
/// <param name="moreRoots">Roots to trust beside the machine's.</param>
/// <param name="certificateIsEnough">Whether nothing is wanted behind the handshake.</param>
/// <param name="judgesChain">Whether the chain is the question; then a handshake that was ended has its answer.</param>
internal sealed class CertificateGate(X509Certificate2Collection moreRoots, bool certificateIsEnough, bool judgesChain)
{
    private readonly TlsServerFlight _flight = new();
    private bool _isJudged;

    /// <summary>Whom the handshake is to be with.</summary>
    public string ServerName { get; set; } = "";

    /// <summary>What ended the handshake; null when nothing did.</summary>
    public Exception? End { get; private set; }

    /// <summary>What the certificates showed, once all have come.</summary>
    public TlsFacts Facts { get; private set; } = new();

    /// <summary>Takes the next bytes of the server's side.</summary>
    /// <exception cref="IOException">The certificate is all that was wanted, or what comes is no handshake that can be looked
    /// into.</exception>
    /// <exception cref="CryptographicException">The certificates are not readable.</exception>
    /// <exception cref="NotTestableException">The handshake ends here, and what is behind it cannot be known.</exception>
    public void Take(byte[] bytes, int offset, int count)
    {
        if (End is null)
        {
            try
            {
                _flight.Take(bytes, offset, count);
                if (!_isJudged && _flight.Certificates is { Count: > 0 } certificates)
                {
                    _isJudged = true;
                    End = Judge(certificates);
                }
            }
            catch (MalformedReplyException e)
            {
                End = new IOException(e.Message, e);
            }
            catch (CryptographicException e)
            {
                End = e;
            }
        }

        if (End is { } end) throw end;
    }

    private Exception? Judge(IReadOnlyList<byte[]> certificates)
    {
        var opened = new List<X509Certificate2>();
        try
        {
            foreach (var certificate in certificates) opened.Add(new(certificate));
            Facts = new() { Certificate = CertificateNames.Of(opened[0]) };
            if (certificateIsEnough) return new IOException("the certificate was all that was wanted");
            return opened.Any(ChainWalk.NamesAddresses) ? Walk(opened) : null;
        }
        finally
        {
            foreach (var one in opened) one.Dispose();
        }
    }

    private Exception? Walk(List<X509Certificate2> sent)
    {
        var roots = Store(StoreName.Root);
        var known = Store(StoreName.CertificateAuthority);
        try
        {
            var walk = new ChainWalk(sent, known, roots.Concat(moreRoots.Cast<X509Certificate2>())).Walk();
            if (!walk.LeadsAway) return null;
            if (!judgesChain || walk.IsTrusted)
            {
                return new NotTestableException(
                    "the issuer of a certificate that was sent is not known to this machine, and .NET Framework would fetch it from an "
                        + "address that the host chooses; PowerShell 7 tests this row");
            }

            Facts = FactsOf(walk, sent[0]);
            return new IOException("the certificate's issuer is not known to this machine, and is not fetched");
        }
        finally
        {
            foreach (var one in roots.Concat(known)) one.Dispose();
        }
    }

    /// <summary>What a chain that is built without fetching shows of it.</summary>
    private TlsFacts FactsOf(ChainWalk walk, X509Certificate2 leaf)
    {
        var isRoot = walk.IsTrusted || walk.End.SubjectName.RawData.SequenceEqual(walk.End.IssuerName.RawData);
        var now = DateTime.UtcNow;
        var isTimely = leaf.NotBefore.ToUniversalTime() <= now && now <= leaf.NotAfter.ToUniversalTime();
        return Facts with
        {
            Protocol = Version(_flight.Version),
            IsForOtherName = !Facts.Certificate!.IsFor(ServerName),
            ChainProblems =
                (walk.IsTrusted ? X509ChainStatusFlags.NoError
                    : isRoot ? X509ChainStatusFlags.UntrustedRoot
                    : X509ChainStatusFlags.PartialChain)
                | (isTimely ? X509ChainStatusFlags.NoError : X509ChainStatusFlags.NotTimeValid),
            Root = isRoot ? CertificateNames.Of(walk.End) : null,
            RootThumbprint = isRoot ? walk.End.Thumbprint : "",
            MissingIssuer = isRoot ? "" : CertificateNames.Of(walk.End).Issuer,
        };
    }

    // SslProtocols has two bits for each version, which follow upon each other from TLS 1.0 to 1.2.
    [SuppressMessage("Security", "CA5397", Justification = "Names what a server chose; nothing is switched on.")]
    private static SslProtocols Version(int version) =>
        (SslProtocols)((int)SslProtocols.Tls12 >> (2 * Math.Max(0, Math.Min(2, 0x0303 - version))));

    private static List<X509Certificate2> Store(StoreName name)
    {
        var all = new List<X509Certificate2>();
        foreach (var location in new[] { StoreLocation.LocalMachine, StoreLocation.CurrentUser })
        {
            try
            {
                using var store = new X509Store(name, location);
                store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
                all.AddRange(store.Certificates.Cast<X509Certificate2>());
            }
            catch (CryptographicException)
            {
                // There is no such store.
            }
        }

        return all;
    }
}
