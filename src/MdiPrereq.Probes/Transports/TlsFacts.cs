using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MdiPrereq.Protocols;

namespace MdiPrereq.Transports;

/// <summary>What a TLS handshake showed. All text has gone through <see cref="SafeText"/>.</summary>
internal sealed record TlsFacts
{
    /// <summary>The version agreed on; <see cref="SslProtocols.None"/> when the handshake came to no end.</summary>
    public SslProtocols Protocol { get; init; }

    /// <summary>How the server's side began; tells why a handshake failed.</summary>
    public TlsServerStart Start { get; init; } = TlsServerStart.Nothing;

    /// <summary>The server's certificate; null when it came to none.</summary>
    public CertificateNames? Certificate { get; init; }

    /// <summary>Whether the certificate is for another name than the one asked for.</summary>
    public bool IsForOtherName { get; init; }

    /// <summary>What this machine finds wrong with the chain; none when it trusts it.</summary>
    public X509ChainStatusFlags ChainProblems { get; init; }

    /// <summary>The last certificate of the chain if it is a root, signed by itself; null when the chain ends before one.</summary>
    public CertificateNames? Root { get; init; }

    /// <summary>The SHA-1 thumbprint of the root, as certificate stores show it; empty without one.</summary>
    public string RootThumbprint { get; init; } = "";

    /// <summary>Who issued the last certificate of a chain that ends before a root; empty when it ends in one.</summary>
    public string MissingIssuer { get; init; } = "";
}
