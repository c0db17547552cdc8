using System;
using System.Collections.Generic;
using System.Formats.Asn1;
using System.Globalization;
using System.Linq;
using System.Text;
using MdiPrereq.Protocols;

namespace MdiPrereq.Sample.Servers;

/// <summary>
/// A domain controller's answer to a search of its rootDSE (RFC 4511; MS-ADTS 3.1.1.3.2), the same over TCP, TLS and UDP. Lengths
/// stand in the long form of four bytes, as Windows writes them.
/// </summary>
internal static class LdapResponder
{
    private const int Sequence = 0x30;
    private const int Set = 0x31;
    private const int OctetString = 0x04;
    private const int Integer = 0x02;
    private const int SearchResultEntry = 0x64;
    private const int SearchResultDone = 0x65;

    public static byte[]? Reply(byte[] request, ServerIdentity server, DateTime utcNow)
    {
        try
        {
            var message = new AsnReader(request, AsnEncodingRules.BER).ReadSequence();
            var id = message.ReadIntegerBytes().ToArray();
            var search = message.ReadSequence(new Asn1Tag(TagClass.Application, 3));
            var baseObject = search.ReadOctetString();
            var scope = search.ReadEnumeratedBytes().Span[0];

            // derefAliases, sizeLimit, timeLimit, typesOnly, filter
            for (var i = 0; i < 5; i++) search.ReadEncodedValue();
            var attributes = new List<string>();
            for (var list = search.ReadSequence(); list.HasData;) attributes.Add(Encoding.UTF8.GetString(list.ReadOctetString()));

            // Anything but the rootDSE wants a bind first.
            return baseObject.Length == 0 && scope == 0 ? Answer(id, attributes, server, utcNow) : null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static byte[] Answer(byte[] id, List<string> attributes, ServerIdentity server, DateTime utcNow)
    {
        var wanted = RootDse(server, utcNow).Where(attribute =>
            attributes.Count == 0 || attributes.Contains(attribute.Name, StringComparer.OrdinalIgnoreCase));
        var list = wanted.Select(attribute => Tlv(
            Sequence,
            Text(attribute.Name),
            Tlv(Set, [.. attribute.Values.Select(Text)])));
        var entry = Tlv(Sequence, Tlv(Integer, id), Tlv(SearchResultEntry, Text(""), Tlv(Sequence, [.. list])));

        // resultCode success, matchedDN and diagnosticMessage empty. Windows writes these three short.
        var done = Tlv(Sequence, Tlv(Integer, id), Tlv(SearchResultDone, [0x0A, 0x01, 0x00, 0x04, 0x00, 0x04, 0x00]));
        return [.. entry, .. done];
    }

    private static IEnumerable<(string Name, string[] Values)> RootDse(ServerIdentity server, DateTime utcNow)
    {
        var domain = server.DomainDn;
        var serverName = $"CN={server.NetBiosName},CN=Servers,CN=Default-First-Site-Name,CN=Sites,CN=Configuration,{domain}";
        yield return ("currentTime", [utcNow.ToString("yyyyMMddHHmmss'.0Z'", CultureInfo.InvariantCulture)]);
        yield return ("dsServiceName", [$"CN=NTDS Settings,{serverName}"]);
        yield return ("namingContexts", [domain, $"CN=Configuration,{domain}", $"CN=Schema,CN=Configuration,{domain}"]);
        yield return ("defaultNamingContext", [domain]);
        yield return ("rootDomainNamingContext", [domain]);
        yield return ("supportedLDAPVersion", ["3", "2"]);
        yield return ("dnsHostName", [server.DnsName]);
        var account = $"{server.NetBiosName.ToLowerInvariant()}$@{server.DnsDomain.ToUpperInvariant()}";
        yield return ("ldapServiceName", [$"{server.DnsDomain}:{account}"]);
        yield return ("serverName", [serverName]);
        yield return ("supportedCapabilities", ["1.2.840.113556.1.4.800", "1.2.840.113556.1.4.1670", "1.2.840.113556.1.4.1791"]);
        yield return ("isSynchronized", ["TRUE"]);
        yield return ("isGlobalCatalogReady", ["TRUE"]);
        yield return ("domainFunctionality", ["7"]);
        yield return ("forestFunctionality", ["7"]);
        yield return ("domainControllerFunctionality", ["7"]);
    }

    // Windows writes primitive values with short lengths and constructed ones with long ones.
    private static byte[] Tlv(int tag, params byte[][] contents)
    {
        var content = contents.SelectMany(part => part).ToArray();
        var writer = new ByteWriter().Byte(tag);
        if ((tag & 0x20) == 0 && content.Length < 0x80) writer.Byte(content.Length);
        else writer.Byte(0x84).UInt32BigEndian((uint)content.Length);
        return writer.Bytes(content).ToArray();
    }

    private static byte[] Text(string text) => Tlv(OctetString, Encoding.UTF8.GetBytes(text));
}
