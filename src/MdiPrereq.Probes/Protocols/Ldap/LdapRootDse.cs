using System;
using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Protocols;

/// <summary>What the root of a directory says about its server (MS-ADTS section 3.1.1.3.2). Text is as it came.</summary>
internal sealed record LdapRootDse
{
    /// <summary>LDAP_CAP_ACTIVE_DIRECTORY_OID: set on domain controllers, not on AD LDS (MS-ADTS section 3.1.1.3.4.3).</summary>
    private const string ActiveDirectoryCapability = "1.2.840.113556.1.4.800";

    /// <summary>A rootDSE has some thirty attributes, the longest of them a hundred values; what has more of either is none.</summary>
    private const int MaxElements = 1024;

    /// <summary>What a search must ask for so that there is something to read here.</summary>
    public static IReadOnlyList<string> Attributes { get; } =
        ["dnsHostName", "defaultNamingContext", "currentTime", "isGlobalCatalogReady", "serverName", "supportedCapabilities"];

    public string HostName { get; private init; } = "";

    /// <summary>The DNS name of the domain; empty when the default naming context is none.</summary>
    public string Domain { get; private init; } = "";

    public bool IsActiveDirectory { get; private init; }

    /// <summary>Null when the server does not say.</summary>
    public bool? IsGlobalCatalogReady { get; private init; }

    public DateTime? CurrentTimeUtc { get; private init; }

    /// <summary>Reads a SearchResultEntry (RFC 4511 section 4.5.2).</summary>
    public static LdapRootDse Read(BerReader entry)
    {
        entry.ReadText(); // Its name: empty.
        var values = new Dictionary<string, List<string>>(StringComparer.OrdinalIgnoreCase);
        var attributes = entry.ReadConstructed(BerTag.Sequence);
        for (var elements = 0; !attributes.AtEnd;)
        {
            Count(ref elements);
            var attribute = attributes.ReadConstructed(BerTag.Sequence);
            var name = attribute.ReadText();
            var set = attribute.ReadConstructed(BerTag.Set);
            var found = values[name] = [];
            while (!set.AtEnd)
            {
                Count(ref elements);
                found.Add(set.ReadText());
            }
        }

        string First(string name) => values.TryGetValue(name, out var all) && all.Count > 0 ? all[0] : "";

        return new()
        {
            HostName = First("dnsHostName"),
            Domain = DomainOf(First("defaultNamingContext")),
            IsActiveDirectory = values.TryGetValue("supportedCapabilities", out var oids) && oids.Contains(ActiveDirectoryCapability),
            IsGlobalCatalogReady = First("isGlobalCatalogReady") switch { "TRUE" => true, "FALSE" => false, _ => null },
            CurrentTimeUtc = GeneralizedTime.Read(First("currentTime")),
        };
    }

    private static void Count(ref int elements)
    {
        if (++elements > MaxElements) throw new MalformedReplyException($"its rootDSE has more than {MaxElements} attributes and values");
    }

    /// <summary><c>DC=corp,DC=test</c> is corp.test (RFC 2247).</summary>
    private static string DomainOf(string distinguishedName)
    {
        const string Component = "DC=";
        var parts = distinguishedName.Split(',').Select(part => part.Trim()).ToList();
        return parts.TrueForAll(part => part.StartsWith(Component, StringComparison.OrdinalIgnoreCase))
            ? string.Join(".", parts.Select(part => part.Substring(Component.Length)))
            : "";
    }
}
