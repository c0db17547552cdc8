using System;
using System.Linq;
using MdiPrereq.Protocols;

namespace MdiPrereq.Checks.NameResolution;

/// <summary>What a DNS response without a PTR record says of the reverse zone.</summary>
internal static class ReverseZone
{
    public static string WhyNoName(DnsResponse response)
    {
        var zone = response.Authorities.OfType<DnsZoneRecord>().FirstOrDefault();
        return response.Code switch
        {
            DnsResponseCode.NoError or DnsResponseCode.NXDomain when zone is not null => IsEmptyZone(zone)
                ? $"no reverse zone: only {(zone.Owner.IsRoot ? "the root zone" : $"the empty zone {Text(zone.Owner)}")} answers"
                : $"the reverse zone {Text(zone.Owner)} is there, but it has no record for this address",
            DnsResponseCode.NoError => "no PTR record",
            DnsResponseCode.NXDomain => "no such name, and the server names no reverse zone for it",
            DnsResponseCode.ServFail => "no reverse zone that the server holds or can ask for (SERVFAIL)",
            DnsResponseCode.Refused => "the server does not serve a reverse zone for it (REFUSED)",
            _ => response.Code.ToText(),
        };
    }

    /// <summary>
    /// Whether a zone is one of those that only keep private addresses' queries from the internet (RFC 6303; AS112, RFC 7534), or one so
    /// far up that it belongs to the internet's registries.
    /// </summary>
    private static bool IsEmptyZone(DnsZoneRecord zone)
    {
        var owner = Text(zone.Owner);
        return zone.Owner.IsRoot
            || owner is "in-addr.arpa" or "ip6.arpa" or "arpa"
            || (zone.PrimaryServer.Equals(zone.Owner) && IsWholePrivateRange(owner))
            || Text(zone.PrimaryServer) is "localhost" or "prisoner.iana.org" or "blackhole-1.iana.org";
    }

    // BIND's built-in empty zones name themselves as their server.
    private static bool IsWholePrivateRange(string owner) =>
        owner is "10.in-addr.arpa" or "168.192.in-addr.arpa" || EndsWith(owner, ".172.in-addr.arpa") || EndsWith(owner, ".ip6.arpa");

    private static bool EndsWith(string owner, string suffix) => owner.EndsWith(suffix, StringComparison.Ordinal);

    private static string Text(DnsName name) => SafeText.Clean(name.ToString().TrimEnd('.')).ToLowerInvariant();
}
