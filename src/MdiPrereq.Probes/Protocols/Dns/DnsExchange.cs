using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MdiPrereq.Protocols;

/// <summary>One DNS query and the judgement of the response, which the reply carries for those who want more than the evidence.</summary>
internal sealed class DnsExchange(DnsQuery query, Transport transport) : Exchange<DnsResponse>(Frame(query.ToBytes(), transport))
{
    private const int NamesShown = 3;

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

        var response = DnsResponse.Read(message, query);
        return Answer(Describe(response), response);
    }

    /// <summary>RFC 1035 section 4.2.2: over TCP a length of two bytes stands in front.</summary>
    private static byte[] Frame(byte[] message, Transport transport) => transport == Transport.Tcp
        ? new ByteWriter().UInt16BigEndian(message.Length).Bytes(message).ToArray()
        : message;

    /// <summary>The first two bytes of any text are a fine length: look at the header, not to wait for what will never come.</summary>
    private Reply JudgeBeginning(ByteReader reader)
    {
        if (reader.Remaining < DnsHeader.Size) return Reply.Incomplete;
        return DnsHeader.Read(reader).WhyNotAnswerTo(query) is { } why ? Reply.Foreign(why) : Reply.Incomplete;
    }

    private Findings Describe(DnsResponse response)
    {
        var (names, count) = query.Type == DnsRecordType.PTR ? NamesIn(response) : ([], 0);
        return new()
        {
            Evidence = response.Code.ToText() + (response.IsTruncated ? ", truncated" : "") + Detail(response, names, count),
            RemoteName = names.Count > 0 ? names[0] : "",
        };
    }

    /// <summary>The names to be shown, and how many there are.</summary>
    private (List<string> Shown, int Count) NamesIn(DnsResponse response)
    {
        var targets = response.AnswersTo<DnsNameRecord>(query).Select(record => record.Target).Where(target => !target.IsRoot).ToList();
        return (targets.Take(NamesShown).Select(target => SafeText.Clean(target.ToString())).ToList(), targets.Count);
    }

    private string Detail(DnsResponse response, List<string> names, int count)
    {
        switch (response.Code)
        {
            case DnsResponseCode.NoError when names.Count > 0:
                var more = count - names.Count;
                return $", {query.Type} {string.Join(", ", names)}"
                    + (more > 0 ? " and " + more.ToString(CultureInfo.InvariantCulture) + " more" : "");
            case DnsResponseCode.NoError when response.AnswersTo<DnsRecord>(query).Count == 0 && !response.IsTruncated:
                return $", no {query.Type} record" + Zone(response);
            case DnsResponseCode.NXDomain:
                return Zone(response);

            // For a reverse zone that it neither has nor can ask for, one server says SERVFAIL (Samba does), the next REFUSED.
            case DnsResponseCode.ServFail when query.Type == DnsRecordType.PTR:
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
