using System.Collections.Generic;
using System.Net;

namespace MdiPrereq.Protocols;

/// <summary>A DNS message from a server (RFC 1035 section 4.1) that answers our query.</summary>
internal sealed record DnsResponse(
    DnsHeader Header,
    IReadOnlyList<DnsRecord> Answers,
    IReadOnlyList<DnsRecord> Authorities,
    IReadOnlyList<DnsRecord> Additionals)
{
    /// <summary>More aliases in a row than any resolver follows are a loop or a lie.</summary>
    private const int MaxAliases = 16;

    /// <summary>What the server says; the upper eight bits of it stand in the OPT record (RFC 6891 section 6.1.3).</summary>
    public DnsResponseCode Code
    {
        get
        {
            foreach (var record in Additionals)
            {
                if (record.Type == DnsRecordType.OPT)
                {
                    return (DnsResponseCode)(((int)(record.TimeToLive >> 24) << 4) | (int)Header.ResponseCode);
                }
            }

            return Header.ResponseCode;
        }
    }

    /// <summary>There is more than fits a datagram: ask again over TCP.</summary>
    public bool IsTruncated => Header.IsTruncated;

    /// <summary>The zone that said "no such name" or "no such record" (RFC 2308 section 3), when it named itself.</summary>
    public DnsName? NegativeZone => First<DnsZoneRecord>(Authorities)?.Owner;

    /// <summary>Reads a message. Whatever is behind its header and its question is looked at only when these answer the query.</summary>
    /// <param name="message">Spans the message exactly.</param>
    /// <param name="query">What was asked.</param>
    public static DnsResponse Read(ByteReader message, DnsQuery query)
    {
        var header = DnsHeader.Read(message);
        if (header.WhyNotAnswerTo(query) is { } why) throw new MalformedReplyException(why);
        var names = new DnsNameReader(message);
        if (header.Questions > 0 && !IsQuestionOf(query)) throw new MalformedReplyException("it repeats another DNS question");
        return new(header, ReadRecords(header.Answers), ReadRecords(header.Authorities), ReadRecords(header.Additionals));

        bool IsQuestionOf(DnsQuery asked) => names.Read().Equals(asked.Name)
            & message.ReadUInt16BigEndian() == (int)asked.Type
            & message.ReadUInt16BigEndian() == DnsHeader.ClassInternet;

        List<DnsRecord> ReadRecords(int count)
        {
            // No capacity from the count: it is the server's word, and each record takes at least eleven bytes of what was received.
            var records = new List<DnsRecord>();
            for (; count > 0; count--) records.Add(ReadRecord(message, names));
            return records;
        }
    }

    /// <summary>
    /// The records of a type that answer the question, CNAMEs followed (RFC 1034 section 3.6.2; reverse zones smaller than /24 are
    /// made of them, RFC 2317). Records of other names are left out.
    /// </summary>
    public IReadOnlyList<T> AnswersTo<T>(DnsQuery query)
        where T : DnsRecord
    {
        var name = query.Name;
        var found = new List<T>();
        for (var step = 0; step < MaxAliases && found.Count == 0; step++)
        {
            DnsName? alias = null;
            foreach (var record in Answers)
            {
                if (!record.Owner.Equals(name)) continue;
                if (record is T wanted && record.Type == query.Type) found.Add(wanted);
                else if (record is DnsNameRecord { Type: DnsRecordType.CNAME } cname) alias ??= cname.Target;
            }

            if (alias is null) break;
            name = alias;
        }

        return found;
    }

    private static T? First<T>(IReadOnlyList<DnsRecord> records)
        where T : DnsRecord
    {
        foreach (var record in records)
        {
            if (record is T wanted) return wanted;
        }

        return null;
    }

    private static DnsRecord ReadRecord(ByteReader message, DnsNameReader names)
    {
        var owner = names.Read();
        var type = (DnsRecordType)message.ReadUInt16BigEndian();
        var isInternet = message.ReadUInt16BigEndian() == DnsHeader.ClassInternet;
        var timeToLive = message.ReadUInt32BigEndian();
        var dataLength = message.ReadUInt16BigEndian();
        var end = message.Position + dataLength;

        var record = isInternet ? ReadData(message, names, owner, type, timeToLive, dataLength) : null;
        if (record is null) message.Skip(dataLength);
        if (message.Position != end) throw new MalformedReplyException($"the data of a {type} record is not as long as it says");
        return record ?? new DnsRecord(owner, type, timeToLive);
    }

    private static DnsRecord? ReadData(
        ByteReader message, DnsNameReader names, DnsName owner, DnsRecordType type, uint timeToLive, int length)
    {
        switch (type)
        {
            case DnsRecordType.A when length == 4:
            case DnsRecordType.AAAA when length == 16:
                return new DnsAddressRecord(owner, type, timeToLive, new IPAddress(message.ReadBytes(length)));
            case DnsRecordType.PTR or DnsRecordType.CNAME or DnsRecordType.NS:
                return new DnsNameRecord(owner, type, timeToLive, names.Read());
            case DnsRecordType.SRV:
                return new DnsServiceRecord(
                    owner,
                    timeToLive,
                    message.ReadUInt16BigEndian(),
                    message.ReadUInt16BigEndian(),
                    message.ReadUInt16BigEndian(),
                    names.Read());
            case DnsRecordType.SOA:
                var zone = new DnsZoneRecord(
                    owner, timeToLive, names.Read(), names.Read(), message.ReadUInt32BigEndian());
                message.Skip(16); // REFRESH, RETRY, EXPIRE, MINIMUM: how long to remember, and we remember nothing.
                return zone;
            case DnsRecordType.A or DnsRecordType.AAAA:
                throw new MalformedReplyException($"the address in a {type} record has {length} bytes");
            default:
                return null;
        }
    }
}
