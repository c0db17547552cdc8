namespace MdiPrereq.Protocols;

/// <summary>Where TLS stands in a protocol.</summary>
internal enum TlsUse
{
    /// <summary>None.</summary>
    None,

    /// <summary>The handshake comes first, the request goes through it (LDAPS, HTTPS).</summary>
    First,

    /// <summary>The reply says whether a handshake follows, which shows a certificate and ends the exchange (RDP).</summary>
    AfterReply,
}
