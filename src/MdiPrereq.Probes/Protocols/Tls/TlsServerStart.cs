namespace MdiPrereq.Protocols;

/// <summary>
/// The first bytes of a server's side of a TLS handshake (RFC 8446 sections 4.1.3, 5.1 and 6), which say more of a failure than the
/// operating system does.
/// </summary>
internal sealed record TlsServerStart
{
    private const int AlertRecord = 21;
    private const int HandshakeRecord = 22;
    private const int ServerHello = 2;
    private const int Ssl30 = 0x0300;
    private const int Tls13 = 0x0304;

    /// <summary>The server said nothing.</summary>
    public static TlsServerStart Nothing { get; } = new();

    /// <summary>Whether it is TLS at all.</summary>
    public bool IsTls { get; private init; }

    /// <summary>The alert (RFC 8446 section 6) that it began with; null for none.</summary>
    public int? Alert { get; private init; }

    /// <summary>
    /// The version that a ServerHello names: 0x0301 for TLS 1.0, 0x0302 for 1.1, 0x0303 for 1.2 and, for old middleboxes' sake, for
    /// 1.3; null when there is none.
    /// </summary>
    public int? Version { get; private init; }

    /// <summary>Whether the server speaks only versions that this machine no longer does: it says so, or chooses one of them.</summary>
    public bool IsTooOld => Alert == 70 || Version < 0x0303;

    public static TlsServerStart Read(byte[] received)
    {
        try
        {
            return Read(new ByteReader(received, 0, received.Length));
        }
        catch (MalformedReplyException)
        {
            // Cut off, or no TLS: what can be said is that it is none.
            return Nothing;
        }
    }

    private static TlsServerStart Read(ByteReader reader)
    {
        var record = reader.ReadByte();
        if (record is not (AlertRecord or HandshakeRecord) || reader.ReadByte() != 3) return Nothing;

        reader.Skip(3);
        if (record == AlertRecord)
        {
            reader.Skip(1);
            return new() { IsTls = true, Alert = reader.ReadByte() };
        }

        if (reader.ReadByte() != ServerHello) return new() { IsTls = true };
        reader.Skip(3);
        var version = reader.ReadUInt16BigEndian();
        return new() { IsTls = true, Version = version is >= Ssl30 and <= Tls13 ? version : null };
    }
}
