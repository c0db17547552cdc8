using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MdiPrereq.Protocols;

/// <summary>
/// Whom a certificate names, who says so and for how long. Text has gone through <see cref="SafeText"/>; what a certificate does not
/// say, or not readably, is empty or null.
/// </summary>
internal sealed record CertificateNames
{
    private const string SubjectAlternativeName = "2.5.29.17";

    public string Subject { get; init; } = "";

    public string Issuer { get; init; } = "";

    public string CommonName { get; init; } = "";

    /// <summary>The alternative names that are DNS names, wildcards among them.</summary>
    public IReadOnlyList<string> DnsNames { get; init; } = [];

    public DateTime? NotBeforeUtc { get; init; }

    public DateTime? NotAfterUtc { get; init; }

    /// <summary>
    /// The name of the computer: the first alternative name that is a host name, else the common name if it is one; empty when the
    /// certificate is for something else (a farm by wildcard, an address, a product).
    /// </summary>
    public string BestHostName =>
        DnsNames.FirstOrDefault(HostNameSyntax.IsHostName) ?? (HostNameSyntax.IsHostName(CommonName) ? CommonName : "");

    public static CertificateNames Of(X509Certificate2 certificate) => new()
    {
        Subject = SafeText.Clean(Try(() => certificate.Subject) ?? ""),
        Issuer = SafeText.Clean(Try(() => certificate.Issuer) ?? ""),
        CommonName = SafeText.Clean(Try(() => CertificateText.ReadCommonName(certificate.SubjectName.RawData)) ?? ""),
        DnsNames = Try(() => ReadDnsNames(certificate)) ?? [],
        NotBeforeUtc = Try<DateTime?>(() => certificate.NotBefore.ToUniversalTime()),
        NotAfterUtc = Try<DateTime?>(() => certificate.NotAfter.ToUniversalTime()),
    };

    /// <summary>
    /// Whether it is for a host of this name (RFC 6125 section 6.4): a star stands for the first label, and the common name counts only
    /// where there is no other.
    /// </summary>
    public bool IsFor(string hostName)
    {
        var dot = hostName.IndexOf('.');
        var star = dot > 0 ? "*" + hostName.Substring(dot) : hostName;
        IEnumerable<string> names = DnsNames.Count > 0 ? DnsNames : [CommonName];
        return names.Any(
            name => string.Equals(name, hostName, StringComparison.OrdinalIgnoreCase)
                || string.Equals(name, star, StringComparison.OrdinalIgnoreCase));
    }

    private static string[] ReadDnsNames(X509Certificate2 certificate) => certificate.Extensions.Cast<X509Extension>()
        .Where(extension => extension.Oid?.Value == SubjectAlternativeName)
        .SelectMany(extension => CertificateText.ReadDnsNames(extension.RawData))
        .Select(SafeText.Clean)
        .ToArray();

    /// <summary>A certificate is the network's word: each part is decoded late, by the system or by us, and may be malformed.</summary>
    private static T? Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is MalformedReplyException or CryptographicException or ArgumentException)
        {
            return default;
        }
    }
}
