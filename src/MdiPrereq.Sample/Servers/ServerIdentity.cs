using System.Net;

namespace MdiPrereq.Sample.Servers;

/// <summary>Who a pretended server says it is.</summary>
/// <param name="DnsName">Its full name.</param>
/// <param name="DnsDomain">Its Active Directory domain.</param>
/// <param name="NetBiosDomain">The domain's short name.</param>
/// <param name="Address">Its address, one that is reserved for documentation (RFC 5737).</param>
internal sealed record ServerIdentity(string DnsName, string DnsDomain, string NetBiosDomain, IPAddress Address)
{
    public string NetBiosName => DnsName.Split('.')[0].ToUpperInvariant();

    /// <summary>The domain's distinguished name.</summary>
    public string DomainDn => "DC=" + DnsDomain.Replace(".", ",DC=", System.StringComparison.Ordinal);
}
