using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Protocols;

namespace MdiPrereq.Transports;

/// <summary>
/// One question to one DNS server, by UDP and by TCP when the answer is truncated (RFC 1035 section 4.2, RFC 7766). No cache, no
/// hosts file, no search list. A library such as DnsClient could stand in for this class.
/// </summary>
internal sealed class DnsLookup(Network network, int timeoutMilliseconds, IPAddress? sourceAddress)
{
    private const int DnsPort = 53;

    /// <returns>What the network did, and the response; null when none came.</returns>
    public async Task<DnsAnswer> AskAsync(IPAddress server, DnsName name, DnsRecordType type, CancellationToken run)
    {
        var answer = await AskAsync(server, name, type, Transport.Udp, run).ConfigureAwait(false);
        return answer.Response is { IsTruncated: true } ? await AskAsync(server, name, type, Transport.Tcp, run).ConfigureAwait(false) : answer;
    }

    private async Task<DnsAnswer> AskAsync(IPAddress server, DnsName name, DnsRecordType type, Transport transport, CancellationToken run)
    {
        var question = new Question(name, type);
        var outcome = await Probe.RunAsync(
            new()
            {
                Network = network,
                Protocol = question,
                Transport = transport,
                Address = server,
                Port = DnsPort,
                HostName = server.ToString(),
                SourceAddress = sourceAddress,
                TimeoutMilliseconds = timeoutMilliseconds,
            },
            run).ConfigureAwait(false);
        var answered = question.Exchanges.FirstOrDefault(exchange => exchange.Response is not null);
        return new(outcome, answered?.Query, answered?.Response);
    }

    private sealed class Question(DnsName name, DnsRecordType type) : PortProtocol
    {
        public override string Name => "DNS";

        public List<DnsExchange> Exchanges { get; } = [];

        public override Exchange Begin(Transport transport, ProtocolTarget target)
        {
            var exchange = new DnsExchange(DnsQuery.Create(name, type), transport);
            Exchanges.Add(exchange);
            return exchange;
        }
    }
}

/// <summary>What came of a question to a DNS server.</summary>
internal sealed record DnsAnswer(ProbeOutcome Outcome, DnsQuery? Query, DnsResponse? Response)
{
    /// <summary>The records that answer the question; none when no response came.</summary>
    public IReadOnlyList<T> Records<T>()
        where T : DnsRecord => Response is null || Query is null ? [] : Response.AnswersTo<T>(Query);
}
