using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MdiPrereq.Protocols;

/// <summary>One DNS query and the judgement of the response, which is kept for those who want more than the evidence.</summary>
internal sealed class DnsExchange(DnsQuery query, Transport transport) : Exchange(Frame(query.ToBytes(), transport))
{
    private const int NamesShown = 3;

    public DnsQuery Query { get; } = query;

    /// <summary>The response, once <see cref="Exchange.Read"/> has judged it an answer.</summary>
    public DnsResponse? Response { get; private set; }

    protected override Reply Parse(ByteReader reader)
    {
        var message = reader;
        if (transport == Transport.Tcp)
        {
            if (reader.Remaining < 2) return Reply.Incomplete;
            var length = reader.ReadUInt16BigEndian();
            if (length < DnsHeader.Size) return Reply.Foreign($"its DNS message of {length} bytes has no header");
            if (reader.Remaining < length) return JudgeBeginning(reader);
            message = reader.Slice(length);
        }

        Response = DnsResponse.Read(message, Query);
        return Reply.Answer(Describe(Response));
    }

    /// <summary>RFC 1035 section 4.2.2: over TCP a length of two bytes stands in front.</summary>
    private static byte[] Frame(byte[] message, Transport transport) => transport == Transport.Tcp
        ? new ByteWriter().UInt16BigEndian(message.Length).Bytes(message).ToArray()
        : message;

    /// <summary>The first two bytes of any text are a fine length: look at the header, not to wait for what will never come.</summary>
    private Reply JudgeBeginning(ByteReader reader)
    {
        if (reader.Remaining < DnsHeader.Size) return Reply.Incomplete;
        return DnsHeader.Read(reader).WhyNotAnswerTo(Query) is { } why ? Reply.Foreign(why) : Reply.Incomplete;
    }

    private Findings Describe(DnsResponse response)
    {
        var (names, count) = Query.Type == DnsRecordType.PTR ? NamesIn(response) : ([], 0);
        return new()
        {
            Evidence = response.Code.ToText() + (response.IsTruncated ? ", truncated" : "") + Detail(response, names, count),
            RemoteName = names.Count > 0 ? names[0] : "",
        };
    }

    /// <summary>The names to be shown, and how many there are.</summary>
    private (List<string> Shown, int Count) NamesIn(DnsResponse response)
    {
        var targets = response.AnswersTo<DnsNameRecord>(Query).Select(record => record.Target).Where(target => !target.IsRoot).ToList();
        return (targets.Take(NamesShown).Select(target => SafeText.Clean(target.ToString())).ToList(), targets.Count);
    }

    private string Detail(DnsResponse response, List<string> names, int count)
    {
        switch (response.Code)
        {
            case DnsResponseCode.NoError when names.Count > 0:
                var more = count - names.Count;
                return $", {Query.Type} {string.Join(", ", names)}"
                    + (more > 0 ? " and " + more.ToString(CultureInfo.InvariantCulture) + " more" : "");
            case DnsResponseCode.NoError when response.AnswersTo<DnsRecord>(Query).Count == 0 && !response.IsTruncated:
                return $", no {Query.Type} record" + Zone(response);
            case DnsResponseCode.NXDomain:
                return Zone(response);

            // For a reverse zone that it neither has nor can ask for, one server says SERVFAIL (Samba does), the next REFUSED.
            case DnsResponseCode.ServFail when Query.Type == DnsRecordType.PTR:
                return ": no reverse zone or no forwarder";
            case DnsResponseCode.Refused:
                return ": the server does not serve this zone to us";
            default:
                return "";
        }
    }

    private static string Zone(DnsResponse response) =>
        response.NegativeZone is { } zone ? $" (zone {SafeText.Clean(zone.ToString().ToLowerInvariant())})" : "";
}
