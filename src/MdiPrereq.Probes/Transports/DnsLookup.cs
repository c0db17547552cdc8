using System;
using System.Diagnostics;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Protocols;

namespace MdiPrereq.Transports;

/// <summary>
/// One question to one DNS server: by UDP and with EDNS, so that most answers fit (RFC 6891); plainly where the server does not know
/// that; and by TCP when the answer is truncated all the same (RFC 1035 section 4.2, RFC 7766). All of it within one timeout. No
/// cache, no hosts file, no search list.
/// </summary>
internal sealed class DnsLookup(Network network, int timeoutMilliseconds, IPAddress? sourceAddress, Pacer? pacer = null)
{
    private const int DnsPort = 53;

    /// <summary>Some firewalls drop what has EDNS and say nothing (RFC 6891 section 6.2.2): the tries behind these are plain.</summary>
    private const int TriesWithEdns = 2;

    /// <summary>What a second question gets when the first has used up the time.</summary>
    private const int LeastMilliseconds = 50;

    /// <returns>What the network did, and the response; null when none came.</returns>
    public async Task<DnsAnswer> AskAsync(IPAddress server, DnsName name, DnsRecordType type, CancellationToken run)
    {
        var watch = Stopwatch.StartNew();
        var answer = await AskAsync(DnsQuery.UnfragmentedSize, Transport.Udp).ConfigureAwait(false);
        if (answer.Response is { Code: DnsResponseCode.FormErr or DnsResponseCode.NotImp or DnsResponseCode.BadVers })
        {
            var plain = await AskAsync(0, Transport.Udp).ConfigureAwait(false);
            if (plain.Response is not null) answer = plain;
        }

        if (answer.Response is not { IsTruncated: true } part) return answer;
        var whole = await AskAsync(0, Transport.Tcp).ConfigureAwait(false);
        if (whole.Response is { IsTruncated: false } response && response.Code == part.Code) return whole;

        // What came is an answer, whatever becomes of the rest.
        return answer with
        {
            WhyCut = "cut off, as UDP does with long ones, and over TCP port 53 "
                + (whole.Response is null
                    ? $"the server gave nothing ({whole.Outcome.State}, {whole.Outcome.Reason})"
                    : "the server gave no better one"),
        };

        Task<DnsAnswer> AskAsync(int datagramSize, Transport transport) => SendAsync(
            server,
            new(0, name, type, datagramSize),
            transport,
            Math.Max(timeoutMilliseconds - (int)watch.ElapsedMilliseconds, LeastMilliseconds),
            run);
    }

    private async Task<DnsAnswer> SendAsync(IPAddress server, DnsQuery query, Transport transport, int timeout, CancellationToken run)
    {
        var outcome = await Probe.RunAsync(
            new()
            {
                Network = network,
                Protocol = new Question(query),
                Transport = transport,
                Address = server,
                Port = DnsPort,
                HostName = server.ToString(),
                SourceAddress = sourceAddress,
                TimeoutMilliseconds = timeout,
                Pacer = pacer,
            },
            run).ConfigureAwait(false);
        return new(outcome, query);
    }

    /// <summary>A question, whatever its id: each attempt has its own.</summary>
    private sealed class Question(DnsQuery query) : PortProtocol
    {
        public override string Name => "DNS";

        public override Exchange Begin(Transport transport, ProtocolTarget target) => new DnsExchange(
            DnsQuery.Create(query.Name, query.Type, target.Attempt < TriesWithEdns ? query.DatagramSize : 0), transport);
    }
}
