using System;
using MdiPrereq.Checks.NameResolution;
using MdiPrereq.Protocols;
using Xunit;

namespace MdiPrereq.Tests.Checks.NameResolution;

public class ReverseZoneTests
{
    /// <summary>An SOA record as "owner primary-server"; empty for a response without one.</summary>
    [Theory]
    [InlineData("NXDomain", "2.1.10.in-addr.arpa dc01.contoso.com", "the reverse zone 2.1.10.in-addr.arpa is there, but it has no record for this address")]
    [InlineData("NoError", "2.1.10.in-addr.arpa dc01.contoso.com", "the reverse zone 2.1.10.in-addr.arpa is there, but it has no record for this address")]
    [InlineData(
        "NXDomain", "10.IN-ADDR.ARPA dc01.contoso.com", "the reverse zone 10.in-addr.arpa is there, but it has no record for this address")]

    // BIND's empty zones name themselves, Unbound's name localhost, the internet's are those of AS112.
    [InlineData("NXDomain", "10.IN-ADDR.ARPA 10.IN-ADDR.ARPA", "no reverse zone: only the empty zone 10.in-addr.arpa answers")]
    [InlineData("NXDomain", "16.172.in-addr.arpa 16.172.in-addr.arpa", "no reverse zone: only the empty zone 16.172.in-addr.arpa answers")]
    [InlineData("NXDomain", "168.192.in-addr.arpa localhost", "no reverse zone: only the empty zone 168.192.in-addr.arpa answers")]
    [InlineData("NXDomain", "10.in-addr.arpa prisoner.iana.org", "no reverse zone: only the empty zone 10.in-addr.arpa answers")]
    [InlineData("NXDomain", "d.f.ip6.arpa d.f.ip6.arpa", "no reverse zone: only the empty zone d.f.ip6.arpa answers")]
    [InlineData("NXDomain", ". a.root-servers.net", "no reverse zone: only the root zone answers")]
    [InlineData("NXDomain", "in-addr.arpa b.in-addr-servers.arpa", "no reverse zone: only the empty zone in-addr.arpa answers")]
    [InlineData("NXDomain", "", "no such name, and the server names no reverse zone for it")]
    [InlineData("NoError", "", "no PTR record")]
    [InlineData("ServFail", "", "no reverse zone that the server holds or can ask for (SERVFAIL)")]
    [InlineData("Refused", "", "the server does not serve a reverse zone for it (REFUSED)")]
    [InlineData("FormErr", "", "FORMERR")]
    public void Says_why_there_is_no_name(string code, string zone, string why)
    {
        var parts = zone.Split(' ');
        DnsRecord[] authorities = zone.Length == 0
            ? []
            : [new DnsZoneRecord(DnsName.Parse(parts[0]), 3600, DnsName.Parse(parts[1]), DnsName.Parse("hostmaster.contoso.com"), 1)];
        var header = new DnsHeader(1, 0x8180 | (int)Enum.Parse<DnsResponseCode>(code), 1, 0, authorities.Length, 0);
        Assert.Equal(why, ReverseZone.WhyNoName(new(header, [], authorities, [])));
    }
}
