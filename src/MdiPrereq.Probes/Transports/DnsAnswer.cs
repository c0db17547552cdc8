using System.Collections.Generic;
using MdiPrereq.Protocols;

namespace MdiPrereq.Transports;

/// <summary>What came of a question to a DNS server.</summary>
internal sealed record DnsAnswer(ProbeOutcome Outcome, DnsQuery Query)
{
    /// <summary>Null when none came.</summary>
    public DnsResponse? Response => DnsExchange.AnswerIn(Outcome.Answer);

    /// <summary>Why there may be more records than came, as the end of a sentence that says "the answer is"; empty when all came.</summary>
    public string WhyCut { get; init; } = "";

    /// <summary>The records that answer the question; none when no response came.</summary>
    public IReadOnlyList<T> Records<T>()
        where T : DnsRecord => Response?.AnswersTo<T>(Query) ?? [];
}
