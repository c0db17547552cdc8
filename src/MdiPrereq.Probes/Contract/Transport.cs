namespace MdiPrereq;

/// <summary>The transport protocol of a port.</summary>
public enum Transport
{
    /// <summary>Transmission Control Protocol (RFC 9293).</summary>
    Tcp,

    /// <summary>User Datagram Protocol (RFC 768).</summary>
    Udp,
}
