using System.Collections.Generic;

namespace MdiPrereq.Protocols;

/// <summary>A server's Certificate message up to TLS 1.2 (RFC 5246 section 7.4.2): in clear, the server's own certificate first.</summary>
internal static class TlsCertificateMessage
{
    /// <summary>Servers of this world send three or four; nobody needs more than these.</summary>
    public const int MaxCertificates = 32;

    /// <summary>The certificates in DER, as they were sent.</summary>
    /// <param name="body">The message without its type and length.</param>
    /// <exception cref="MalformedReplyException">It is no such message, or one of too many certificates.</exception>
    public static IReadOnlyList<byte[]> Read(ByteReader body)
    {
        var list = body.Slice(ReadLength(body));
        if (body.Remaining > 0) throw new MalformedReplyException($"{body.Remaining} bytes behind the certificates");
        var certificates = new List<byte[]>();
        while (list.Remaining > 0)
        {
            if (certificates.Count == MaxCertificates) throw new MalformedReplyException($"more than {MaxCertificates} certificates");
            certificates.Add(list.ReadBytes(ReadLength(list)));
        }

        return certificates;
    }

    /// <summary>The uint24 that TLS writes lengths in.</summary>
    public static int ReadLength(ByteReader reader) => (reader.ReadByte() << 16) | reader.ReadUInt16BigEndian();
}
