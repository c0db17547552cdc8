using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MdiPrereq.Protocols;

namespace MdiPrereq.Transports;

/// <summary>
/// Walks from certificates that a host sent to those that this machine trusts, by name and signature, and fetches nothing. It judges no
/// dates, purposes or constraints: it answers whether the words of a certificate are those of an authority that this machine trusts, and so
/// whether the addresses in it were chosen by that authority or may have been chosen by the host.
/// </summary>
internal sealed class ChainWalk
{
    /// <summary>No chain of this world is longer.</summary>
    private const int MaxLength = 8;

    /// <summary>A host may send many certificates of one name: so many signatures are checked in all.</summary>
    private const int MaxChecks = 64;

    /// <summary>Authority Information Access (RFC 5280 section 4.2.2.1), and where Windows looks for cross certificates.</summary>
    private static readonly string[] Addresses = ["1.3.6.1.5.5.7.1.1", "1.3.6.1.4.1.311.10.9.1"];

    private readonly IReadOnlyList<X509Certificate2> _sent;
    private readonly IReadOnlyList<X509Certificate2> _issuers;
    private readonly IReadOnlyList<X509Certificate2> _roots;
    private int _checks;

    /// <param name="sent">What the host sent, its own certificate first.</param>
    /// <param name="known">Issuers that this machine knows, and trusts no more than the sent ones.</param>
    /// <param name="roots">The ones that it trusts.</param>
    public ChainWalk(IReadOnlyList<X509Certificate2> sent, IEnumerable<X509Certificate2> known, IEnumerable<X509Certificate2> roots)
    {
        _sent = sent;
        _roots = [.. roots];
        _issuers = [.. _roots, .. known, .. sent];
    }

    /// <summary>
    /// The last certificate of the walk that began at the host's own: a trusted one, one signed by itself, or one whose issuer is not
    /// known.
    /// </summary>
    public X509Certificate2 End { get; private set; } = null!;

    /// <summary>Whether that walk ended in a trusted certificate.</summary>
    public bool IsTrusted { get; private set; }

    /// <summary>
    /// Whether someone who builds a chain could be led to an address of the host's choice: a certificate that names addresses is not the
    /// word of a trusted authority. The ones beside the chain count too, since a builder may try them.
    /// </summary>
    public bool LeadsAway { get; private set; }

    /// <summary>Walks; the properties tell what it came to.</summary>
    public ChainWalk Walk()
    {
        (End, IsTrusted) = From(_sent[0]);
        LeadsAway = _sent.Any(one => NamesAddresses(one) && !(ReferenceEquals(one, _sent[0]) ? IsTrusted : From(one).IsTrusted));
        return this;
    }

    /// <summary>Whether a certificate says where its issuer can be fetched.</summary>
    public static bool NamesAddresses(X509Certificate2 certificate) =>
        certificate.Extensions.Cast<X509Extension>().Any(extension => Addresses.Contains(extension.Oid?.Value));

    /// <summary>Whether a certificate was signed with the key of another; false for algorithms that are not known here.</summary>
    public static bool IsSignedBy(X509Certificate2 certificate, X509Certificate2 issuer)
    {
        try
        {
            var signature = CertificateSignature.Read(certificate.RawData);
            if (signature.Kind is not { } kind) return false;
            if (kind.IsRsa)
            {
                using var rsa = issuer.GetRSAPublicKey();
                return rsa?.VerifyData(signature.Signed, signature.Signature, kind.Hash, RSASignaturePadding.Pkcs1) ?? false;
            }

            using var curve = issuer.GetECDsaPublicKey();
            return curve?.VerifyData(signature.Signed, signature.ToFixedFields((curve.KeySize + 7) / 8), kind.Hash) ?? false;
        }
        catch (Exception e) when (
            e is MalformedReplyException or CryptographicException or ArgumentException or NotSupportedException or NotImplementedException)
        {
            return false;
        }
    }

    private static bool Same(byte[] one, byte[] other) => one.SequenceEqual(other);

    private (X509Certificate2 End, bool IsTrusted) From(X509Certificate2 certificate)
    {
        for (var length = 1; ; length++)
        {
            if (_roots.Any(root => Same(root.RawData, certificate.RawData))) return (certificate, true);
            if (length == MaxLength || Same(certificate.SubjectName.RawData, certificate.IssuerName.RawData)) return (certificate, false);
            var issuer = _issuers.FirstOrDefault(
                one => Same(one.SubjectName.RawData, certificate.IssuerName.RawData) && _checks++ < MaxChecks
                    && IsSignedBy(certificate, one));
            if (issuer is null) return (certificate, false);
            certificate = issuer;
        }
    }
}
