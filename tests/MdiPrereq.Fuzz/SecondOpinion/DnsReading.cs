using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using DnsClient.Protocol;
using MdiPrereq.Protocols;

namespace MdiPrereq.Fuzz.SecondOpinion;

/// <summary>What a reader takes a DNS message to say: a line for the header and one for each record, in the same words of both readers.</summary>
internal sealed record DnsReading(IReadOnlyList<string> Lines)
{
    /// <summary>What our reader says, asked for what the message itself says that it answers.</summary>
    /// <exception cref="MalformedReplyException">It refuses the message.</exception>
    public static DnsReading Ours(byte[] bytes)
    {
        var response = DnsResponse.Read(new ByteReader(bytes, 0, bytes.Length), QueryIn(bytes));
        return Of(
            $"id {response.Header.Id}, {(int)response.Code}{(response.IsTruncated ? ", truncated" : "")}",
            response.Answers.Select(Line),
            response.Authorities.Select(Line),
            response.Additionals.Select(Line));
    }

    /// <summary>What DnsClient says.</summary>
    public static DnsReading Theirs(DnsClient.DnsQueryResponse response)
    {
        // Its own word for the extended code is tested by itself; here are the parts that it is made of.
        var more = response.Additionals.FirstOrDefault(record => record.RecordType == ResourceRecordType.OPT)?.InitialTimeToLive ?? 0;
        var code = (((uint)more >> 24) << 4) | (uint)response.Header.ResponseCode;
        return Of(
            $"id {response.Header.Id}, {code}{(response.Header.ResultTruncated ? ", truncated" : "")}",
            response.Answers.Select(Line),
            response.Authorities.Select(Line),
            response.Additionals.Select(Line));
    }

    public static DnsQuery QueryIn(byte[] bytes)
    {
        var message = new ByteReader(bytes, 0, bytes.Length);
        var header = DnsHeader.Read(message);
        return header.Questions == 0
            ? new((ushort)header.Id, DnsName.Root, DnsRecordType.PTR)
            : new((ushort)header.Id, DnsName.Read(message, out _), (DnsRecordType)message.ReadUInt16BigEndian());
    }

    private static DnsReading Of(string header, params IEnumerable<string>[] sections) => new(
    [
        header,
        .. sections.SelectMany((section, index) => section.Select(line => $"{index}: {line}")),
    ]);

    private static string Line(DnsRecord record) => Line(Text(record.Owner), (int)record.Type, record.TimeToLive, record switch
    {
        DnsAddressRecord address => Text(address.Address),
        DnsNameRecord name => Text(name.Target),
        DnsServiceRecord service => $"{service.Priority} {service.Weight} {service.Port} {Text(service.Target)}",
        DnsZoneRecord zone => $"{Text(zone.PrimaryServer)} {Text(zone.Mailbox)} {zone.Serial}",
        _ => "",
    });

    private static string Line(DnsResourceRecord record) => Line(
        Text(record.DomainName), (int)record.RecordType, (uint)record.InitialTimeToLive, record switch
        {
            _ when record.RecordClass != DnsClient.QueryClass.IN => KnownDifference.OtherClass,
            AddressRecord address => Text(address.Address),
            PtrRecord pointer => Text(pointer.PtrDomainName),
            CNameRecord alias => Text(alias.CanonicalName),
            NsRecord server => Text(server.NSDName),
            SrvRecord service => $"{service.Priority} {service.Weight} {service.Port} {Text(service.Target)}",
            SoaRecord zone => $"{Text(zone.MName)} {Text(zone.RName)} {zone.Serial}",
            _ => "",
        });

    private static string Line(string owner, int type, uint timeToLive, string data) =>
        string.Create(CultureInfo.InvariantCulture, $"{owner} {type} {timeToLive} {data}");

    // An address of the library's own making, not of a text.
    private static string Text(IPAddress address) => System.Convert.ToHexString(address.GetAddressBytes());

    private static string Text(DnsName name)
    {
        var wire = new ByteWriter();
        name.Write(wire);
        return NameOctets.OfWire(wire.ToArray());
    }

    private static string Text(DnsClient.DnsString name) => NameOctets.OfText(name.Value);
}
