using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using MdiPrereq.Protocols;

namespace MdiPrereq.Sample.Servers;

/// <summary>An authoritative DNS server of one domain and the reverse zone of its subnet (RFC 1035).</summary>
internal static class DnsResponder
{
    private const int TypeA = 1;
    private const int TypeSoa = 6;
    private const int TypePtr = 12;
    private const int TypeSrv = 33;
    private const int HeaderLength = 12;
    private const int NxDomain = 3;
    private const int Refused = 5;

    /// <param name="request">A query with one question.</param>
    /// <param name="zone">What the server knows.</param>
    public static byte[]? Reply(byte[] request, DnsZone zone)
    {
        if (request.Length < HeaderLength + 5 || (request[2] & 0x80) != 0 || request[4] != 0 || request[5] != 1) return null;
        if (ReadName(request, HeaderLength) is not var (name, end) || request.Length < end + 4) return null;
        var type = (request[end] << 8) | request[end + 1];
        var apex = ApexOf(name, zone);
        var answers = apex is null ? [] : Lookup(name, type, zone);
        var rcode = apex is null ? Refused : answers.Count > 0 || Exists(name, zone) ? 0 : NxDomain;

        // A negative answer names its zone (RFC 2308 section 3).
        var withSoa = apex is not null && answers.Count == 0;

        // QR, AA where the zone is ours, RD as asked, RA.
        var flags = 0x8080 | (apex is null ? 0 : 0x0400) | ((request[2] & 1) << 8) | rcode;
        var reply = new ByteWriter().Bytes(request[..2]).UInt16BigEndian(flags)
            .UInt16BigEndian(1).UInt16BigEndian(answers.Count).UInt16BigEndian(withSoa ? 1 : 0).UInt16BigEndian(0)
            .Bytes(request[HeaderLength..(end + 4)]);
        foreach (var answer in answers) Record(reply, [0xC0, HeaderLength], type, answer);
        if (withSoa) Record(reply, Name(apex!), TypeSoa, Soa(zone));
        return reply.ToArray();
    }

    private static List<byte[]> Lookup(string name, int type, DnsZone zone) => type switch
    {
        TypeA => [.. zone.AllAddresses.Where(record => Same(name, record.Name)).Select(record => record.Address.GetAddressBytes())],
        TypePtr => [.. zone.AllPointers.Where(record => Same(name, ReverseName(record.Address))).Select(record => Name(record.Name))],
        TypeSoa when Same(name, zone.Domain) => [Soa(zone)],

        // Priority 0, weight 100, as controllers register themselves (MS-ADTS 6.3.2.3).
        TypeSrv when Same(name, LocatorName(zone.Domain)) => [.. zone.Controllers.Select(controller => new ByteWriter()
            .UInt16BigEndian(0).UInt16BigEndian(100).UInt16BigEndian(389).Bytes(Name(controller.DnsName)).ToArray())],
        _ => [],
    };

    private static bool Exists(string name, DnsZone zone) =>
        Same(name, zone.Domain) || Same(name, LocatorName(zone.Domain))
        || zone.AllAddresses.Any(record => Same(name, record.Name)) || zone.AllPointers.Any(record => Same(name, ReverseName(record.Address)));

    private static string? ApexOf(string name, DnsZone zone) =>
        zone.Controllers.Select(controller => ReverseZone(controller.Address)).Append(zone.Domain)
            .FirstOrDefault(apex => Same(name, apex) || name.EndsWith("." + apex, StringComparison.OrdinalIgnoreCase));

    private static string LocatorName(string domain) => $"_ldap._tcp.dc._msdcs.{domain}";

    private static string ReverseName(IPAddress address) =>
        string.Join('.', Enumerable.Reverse(address.GetAddressBytes())) + ".in-addr.arpa";

    private static string ReverseZone(IPAddress address) => string.Join('.', address.GetAddressBytes().Take(3).Reverse()) + ".in-addr.arpa";

    private static void Record(ByteWriter writer, byte[] owner, int type, byte[] data) =>
        writer.Bytes(owner).UInt16BigEndian(type).UInt16BigEndian(1).UInt32BigEndian(3600).UInt16BigEndian(data.Length).Bytes(data);

    // Serial, refresh, retry, expire, minimum: the values of a new Windows zone.
    private static byte[] Soa(DnsZone zone) => new ByteWriter()
        .Bytes(Name(zone.PrimaryServer)).Bytes(Name("hostmaster." + zone.Domain))
        .UInt32BigEndian(42).UInt32BigEndian(900).UInt32BigEndian(600).UInt32BigEndian(86400).UInt32BigEndian(3600).ToArray();

    private static byte[] Name(string name)
    {
        var writer = new ByteWriter();
        foreach (var label in name.Split('.')) writer.Byte(label.Length).Ascii(label);
        return writer.Byte(0).ToArray();
    }

    // A question's name is never compressed: nothing stands before it.
    private static (string Name, int End)? ReadName(byte[] message, int at)
    {
        var labels = new List<string>();
        while (at < message.Length && message[at] != 0)
        {
            int length = message[at];
            if (length > 63 || at + 1 + length > message.Length) return null;
            labels.Add(Encoding.ASCII.GetString(message, at + 1, length));
            at += 1 + length;
        }

        return at < message.Length ? (string.Join('.', labels), at + 1) : null;
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
