namespace MdiPrereq;

/// <summary>The steps of a test of the cloud service, in their order.</summary>
public enum CloudCheck
{
    /// <summary>The way out: which proxy the sensor would take.</summary>
    Proxy,

    /// <summary>The name of the sensor API; behind a proxy, which resolves that itself, the name of the proxy.</summary>
    NameResolution,

    /// <summary>The connection to port 443, or through the proxy to it.</summary>
    Connection,

    /// <summary>The TLS handshake: its version, and this machine's trust in the certificate.</summary>
    Tls,

    /// <summary>Whether the certificate's chain ends in a root that the service uses, and not in that of an inspecting proxy.</summary>
    CertificateChain,

    /// <summary>The ping page of the sensor API.</summary>
    Ping,

    /// <summary>The difference of the clocks.</summary>
    ClockSkew,

    /// <summary>The service's root certificates in the machine's store.</summary>
    RootCertificates,

    /// <summary>A host on port 80 that certificate revocation lists and root certificates are fetched from.</summary>
    DownloadHost,
}
