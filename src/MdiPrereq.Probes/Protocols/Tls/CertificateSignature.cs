using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;

namespace MdiPrereq.Protocols;

/// <summary>
/// The outer parts of a certificate (RFC 5280 section 4.1): what is signed, how, and the signature. No framework of ours checks one
/// signature without building a chain.
/// </summary>
/// <param name="Signed">The TBSCertificate in DER.</param>
/// <param name="Algorithm">The signature algorithm's identifier, in DER without tag and length.</param>
/// <param name="Signature">The signature.</param>
internal sealed record CertificateSignature(byte[] Signed, byte[] Algorithm, byte[] Signature)
{
    private const int ObjectIdentifier = 0x06;
    private const int BitString = 0x03;

    private static readonly Dictionary<string, (bool IsRsa, HashAlgorithmName Hash)> Algorithms = new()
    {
        // PKCS #1 (RFC 8017 appendix A.2.4), and ECDSA with DER signatures (RFC 5758 section 3.2).
        ["2A864886F70D010105"] = (true, HashAlgorithmName.SHA1),
        ["2A864886F70D01010B"] = (true, HashAlgorithmName.SHA256),
        ["2A864886F70D01010C"] = (true, HashAlgorithmName.SHA384),
        ["2A864886F70D01010D"] = (true, HashAlgorithmName.SHA512),
        ["2A8648CE3D0401"] = (false, HashAlgorithmName.SHA1),
        ["2A8648CE3D040302"] = (false, HashAlgorithmName.SHA256),
        ["2A8648CE3D040303"] = (false, HashAlgorithmName.SHA384),
        ["2A8648CE3D040304"] = (false, HashAlgorithmName.SHA512),
    };

    /// <summary>
    /// Whether an RSA key made it (PKCS #1) or one on an elliptic curve, and over which hash; null for what is not known here.
    /// </summary>
    public (bool IsRsa, HashAlgorithmName Hash)? Kind => 
        Algorithms.TryGetValue(string.Concat(Algorithm.Select(octet => octet.ToString("X2", CultureInfo.InvariantCulture))), out var kind)
            ? kind
            : null;

    /// <exception cref="MalformedReplyException">It is no certificate.</exception>
    public static CertificateSignature Read(byte[] certificate)
    {
        var outer = new BerReader(new(certificate, 0, certificate.Length)).ReadValue(BerTag.Sequence);
        var begin = outer.Position;
        var parts = new BerReader(outer);
        parts.Skip();
        var signed = outer.SliceAt(begin, outer.Position - begin);
        var algorithm = parts.ReadConstructed(BerTag.Sequence).ReadValue(ObjectIdentifier);
        var signature = parts.ReadValue(BitString);
        if (signature.ReadByte() != 0) throw new MalformedReplyException("a signature that ends within a byte");
        return new(signed.ReadBytes(signed.Length), algorithm.ReadBytes(algorithm.Length), signature.ReadBytes(signature.Remaining));
    }

    /// <summary>
    /// An ECDSA signature (two numbers in a sequence, RFC 3279 section 2.2.3) as the frameworks want it: both in as many bytes as the field
    /// has.
    /// </summary>
    /// <exception cref="MalformedReplyException">It is none for such a field.</exception>
    public byte[] ToFixedFields(int fieldBytes)
    {
        var numbers = new BerReader(new(Signature, 0, Signature.Length)).ReadConstructed(BerTag.Sequence);
        var both = new byte[2 * fieldBytes];
        for (var i = 1; i <= 2; i++)
        {
            var number = numbers.ReadValue(BerTag.Integer);
            while (number.Remaining > 0 && number.PeekByte() == 0) number.ReadByte();
            var length = number.Remaining;
            if (length > fieldBytes) throw new MalformedReplyException($"a number of {length} bytes in a field of {fieldBytes}");
            number.ReadBytes(both, (i * fieldBytes) - length, length);
        }

        return both;
    }
}
