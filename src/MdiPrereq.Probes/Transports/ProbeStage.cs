namespace MdiPrereq.Transports;

/// <summary>The stages of a TCP probe, in their order. Those that a probe has no need of are left out.</summary>
internal enum ProbeStage
{
    /// <summary>The TCP connection, to the target or to the proxy on the way to it.</summary>
    Connect,

    /// <summary>The proxy leads on to the target.</summary>
    Tunnel,

    /// <summary>The TLS handshake.</summary>
    Tls,

    /// <summary>The protocol's own request and reply.</summary>
    Exchange,
}
