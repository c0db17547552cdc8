using System.Collections.Generic;
using System.Net;

namespace MdiPrereq.Protocols;

/// <summary>The entry of a question section.</summary>
internal sealed record DnsQuestion(DnsName Name, DnsRecordType Type, int Class);

/// <summary>A DNS message from a server (RFC 1035 section 4.1).</summary>
internal sealed record DnsResponse(
    DnsHeader Header,
    IReadOnlyList<DnsQuestion> Questions,
    IReadOnlyList<DnsRecord> Answers,
    IReadOnlyList<DnsRecord> Authorities,
    IReadOnlyList<DnsRecord> Additionals)
{
    /// <summary>More aliases in a row than any resolver follows are a loop or a lie.</summary>
    private const int MaxAliases = 16;

    public DnsResponseCode Code => Header.ResponseCode;

    /// <summary>There is more than fits a datagram: ask again over TCP.</summary>
    public bool IsTruncated => Header.IsTruncated;

    /// <summary>The zone that said "no such name" or "no such record" (RFC 2308 section 3), when it named itself.</summary>
    public DnsName? NegativeZone => First<DnsZoneRecord>(Authorities)?.Owner;

    /// <summary>Reads a message; <paramref name="message"/> spans it exactly.</summary>
    public static DnsResponse Read(ByteReader message)
    {
        var header = DnsHeader.Read(message);
        var questions = new List<DnsQuestion>();
        for (var count = header.Questions; count > 0; count--)
        {
            questions.Add(new(DnsName.Read(message), (DnsRecordType)message.ReadUInt16BigEndian(), message.ReadUInt16BigEndian()));
        }

        return new(
            header,
            questions,
            ReadRecords(message, header.Answers),
            ReadRecords(message, header.Authorities),
            ReadRecords(message, header.Additionals));
    }

    /// <summary>
    /// Why this is not the answer to <paramref name="query"/>; null when it is. Only an error may leave the question out: a server
    /// that could not read the query has none to repeat.
    /// </summary>
    public string? WhyNotAnswerTo(DnsQuery query)
    {
        if (Header.WhyNotAnswerTo(query) is { } why) return why;
        if (Questions.Count == 0) return Code == DnsResponseCode.NoError ? "it repeats no DNS question" : null;
        var asked = new DnsQuestion(query.Name, query.Type, DnsHeader.ClassInternet);
        return Questions.Count == 1 && Questions[0] == asked ? null : "it repeats another DNS question";
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

    private static List<DnsRecord> ReadRecords(ByteReader message, int count)
    {
        // No capacity from the count: it is the server's word, and each record takes at least eleven bytes of what was received.
        var records = new List<DnsRecord>();
        for (; count > 0; count--) records.Add(ReadRecord(message));
        return records;
    }

    private static DnsRecord ReadRecord(ByteReader message)
    {
        var owner = DnsName.Read(message);
        var type = (DnsRecordType)message.ReadUInt16BigEndian();
        var isInternet = message.ReadUInt16BigEndian() == DnsHeader.ClassInternet;
        var timeToLive = message.ReadUInt32BigEndian();
        var dataLength = message.ReadUInt16BigEndian();
        var end = message.Position + dataLength;

        var record = isInternet ? ReadData(message, owner, type, timeToLive, dataLength) : null;
        if (record is null) message.Skip(dataLength);
        if (message.Position != end) throw new MalformedReplyException($"the data of a {type} record is not as long as it says");
        return record ?? new DnsRecord(owner, type, timeToLive);
    }

    private static DnsRecord? ReadData(ByteReader message, DnsName owner, DnsRecordType type, uint timeToLive, int length)
    {
        switch (type)
        {
            case DnsRecordType.A when length == 4:
            case DnsRecordType.AAAA when length == 16:
                return new DnsAddressRecord(owner, type, timeToLive, new IPAddress(message.ReadBytes(length)));
            case DnsRecordType.PTR or DnsRecordType.CNAME or DnsRecordType.NS:
                return new DnsNameRecord(owner, type, timeToLive, DnsName.Read(message));
            case DnsRecordType.SRV:
                return new DnsServiceRecord(
                    owner,
                    timeToLive,
                    message.ReadUInt16BigEndian(),
                    message.ReadUInt16BigEndian(),
                    message.ReadUInt16BigEndian(),
                    DnsName.Read(message));
            case DnsRecordType.SOA:
                var zone = new DnsZoneRecord(
                    owner, timeToLive, DnsName.Read(message), DnsName.Read(message), message.ReadUInt32BigEndian());
                message.Skip(16); // REFRESH, RETRY, EXPIRE, MINIMUM: how long to remember, and we remember nothing.
                return zone;
            case DnsRecordType.A or DnsRecordType.AAAA:
                throw new MalformedReplyException($"the address in a {type} record has {length} bytes");
            default:
                return null;
        }
    }
}
