using System;
using System.IO;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using MdiPrereq.Protocols;

namespace MdiPrereq.Transports;

/// <summary>
/// A TLS handshake that takes any certificate, since it looks at it and trusts it with nothing; what the machine would have said
/// of it is kept. Revocation is not looked up: that would send traffic to hosts that nobody asked about.
/// </summary>
internal sealed class TlsHandshake : IDisposable
{
    private SslPolicyErrors _policyErrors;
    private string _chainStatus = "";

    /// <param name="wire">The connection; it stays open when this is disposed.</param>
    public TlsHandshake(Stream wire) => Stream = new(wire, leaveInnerStreamOpen: true, Inspect);

    /// <summary>The secured stream, once <see cref="AuthenticateAsync"/> has ended.</summary>
    public SslStream Stream { get; }

    /// <summary>The certificate that the server showed; null when it came to none.</summary>
    public CertificateNames? Certificate { get; private set; }

    /// <summary>Why this machine would not trust the certificate for the name, in words; empty when it would.</summary>
    public string TrustProblem => _policyErrors == SslPolicyErrors.None ? "" : _chainStatus.Length > 0 ? $"{_policyErrors}: {_chainStatus}" : $"{_policyErrors}";

    /// <summary>Shakes hands with the TLS versions that the operating system allows, as the sensor does.</summary>
    /// <exception cref="AuthenticationException">The server does not speak TLS, or none that this machine accepts.</exception>
    /// <exception cref="IOException">The connection ended.</exception>
    public Task AuthenticateAsync(string serverName) =>
        Stream.AuthenticateAsClientAsync(serverName, null, SslProtocols.None, checkCertificateRevocation: false);

    public void Dispose() => Stream.Dispose();

    private bool Inspect(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        _policyErrors = errors;
        if (chain is not null)
        {
            foreach (var status in chain.ChainStatus) _chainStatus = _chainStatus.Length == 0 ? status.Status.ToString() : $"{_chainStatus}, {status.Status}";
        }

        if (certificate is not null)
        {
            using var copy = new X509Certificate2(certificate);
            Certificate = CertificateNames.Of(copy);
        }

        return true;
    }
}
