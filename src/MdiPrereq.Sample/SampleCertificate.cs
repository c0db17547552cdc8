using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MdiPrereq.Sample;

/// <summary>A certificate for a pretended server, made when it starts and gone when it ends.</summary>
internal static class SampleCertificate
{
    public static X509Certificate2 Create(string dnsName)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={dnsName}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(dnsName);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));

        // Windows' TLS cannot use a key that lives only in memory; one that was imported it can.
        return new(certificate.Export(X509ContentType.Pfx));
    }
}
