using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Contract;
using MdiPrereq.Engine;
using MdiPrereq.Machine;
using MdiPrereq.Protocols;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Inbound;

/// <summary>Sends probes to sensors: one result for each row of each sensor, always, streamed as they come.</summary>
internal sealed class SendRun(SendOptions options) : IDisposable
{
    private readonly ProbeWindow<ProbeSending> _window = new(options.ThrottleLimit);
    private readonly TargetResolver _resolver = new(options.Network, options.SourceAddress, options.TimeoutMilliseconds);
    private readonly Lazy<bool> _hasMd5 = new(HasMd5);

    public ProbeWindow<ProbeSending> Window => _window;

    /// <summary>Starts sending to one sensor. Start no more while <see cref="ProbeWindow{T}.HasRoom"/> is false.</summary>
    public void Start(TargetName target) => _window.Start(
        options.Rows.Count,
        share => SendAsync(target, share),
        (index, fault) => Build(target, null, FactsOf(target, options.Rows[index], Fault.ToOutcome(fault)), ProbeTime.Now));

    public void Dispose() => _window.Dispose();

    private async Task SendAsync(TargetName target, ProbeWindow<ProbeSending>.TargetShare share)
    {
        var resolving = ProbeTime.Start();
        var (address, problem) = await _resolver.ResolveAsync(target, _window.Token).ConfigureAwait(false);
        if (address is null)
        {
            for (var i = 0; i < options.Rows.Count; i++)
            {
                share.Emit(i, Build(target, null, FactsOf(target, options.Rows[i], problem!), resolving()));
            }

            return;
        }

        share.Expect(options.Rows.Count);
        await Task.WhenAll(options.Rows.Select((row, index) => share.RunAsync(
            address,
            async run =>
            {
                var time = ProbeTime.Start();
                var facts = await SendAsync(target, address, row, run).ConfigureAwait(false);
                share.Emit(index, Build(target, address, facts, time()));
                return facts;
            }))).ConfigureAwait(false);
    }

    private async Task<SendFacts> SendAsync(TargetName target, IPAddress address, InboundRow row, CancellationToken run)
    {
        var id = ProbeMarker.NewId();
        if (Descriptors.Hindrance.Length > 0) return NotSent(Descriptors.Hindrance);
        if (row.IsRadius && options.SharedSecret is not null && !_hasMd5.Value) return NotSent(SendWording.NoMd5);
        InboundProtocol protocol = row.IsRadius
            ? new RadiusAccountingProtocol(id, row.Id, options.SharedSecret)
            : new SyslogProtocol(id, row.Id, options.Formats, LocalMachine.Name);
        var request = options.RequestFor(protocol, row.Transport, address, row.Port, target.HostName);
        var remote = options.Network.Route(new(address, row.Port), row.Transport);
        var facts = row.Transport == Transport.Udp
            ? await SendDatagramsAsync(FactsOf(target, row, ProbeOutcome.Cancelled), request, remote, run).ConfigureAwait(false)
            : await SendByConnectionsAsync(FactsOf(target, row, ProbeOutcome.Cancelled), request, remote, run).ConfigureAwait(false);

        // What was cut off is no result: it would look like silence.
        run.ThrowIfCancellationRequested();
        _window.Note(facts.Outcome);
        return facts.Sent == 0 ? facts : facts with { Marker = id };

        SendFacts NotSent(string why) => FactsOf(target, row, ProbeOutcome.Of((State.NotTested, Reason.Error), why));
    }

    private async Task<SendFacts> SendDatagramsAsync(SendFacts facts, ProbeRequest request, IPEndPoint? remote, CancellationToken run)
    {
        var probe = new UdpSending(request, remote, options.Attempts, run);
        var outcome = await Reactor.Shared.RunAsync(probe).ConfigureAwait(false);
        return facts with { Outcome = outcome, Sent = probe.Sent, Errors = probe.Errors, Sender = probe.Sender };
    }

    // One after the other: a host that refused the first will refuse the rest, and a system repeats a SYN by itself.
    private async Task<SendFacts> SendByConnectionsAsync(SendFacts facts, ProbeRequest request, IPEndPoint? remote, CancellationToken run)
    {
        var ends = new List<ProbeOutcome>();
        IPEndPoint? sender = null;
        var sent = 0;
        for (var attempt = 0; attempt < options.Attempts; attempt++)
        {
            var probe = new TcpSending(request, remote, attempt, run);
            ends.Add(await Reactor.Shared.RunAsync(probe).ConfigureAwait(false));
            sender = probe.Sender is { } found ? new(found.Address, options.Attempts == 1 ? found.Port : 0) : sender;
            sent += probe.Sent;
            if (probe.Sent == 0) break;
        }

        // The worst of them is told: a receiver that takes some of the messages has trouble with the others.
        var resets = ends.Count(end => end.Reason == Reason.ConnectionReset);
        var worst = ends.FirstOrDefault(end => end.State != State.Open)
            ?? ends.FirstOrDefault(end => end.Reason == Reason.ConnectionReset)
            ?? ends.FirstOrDefault(end => end.Reason == Reason.UnexpectedReply)
            ?? ends[0];
        return facts with
        {
            Outcome = worst,
            Sent = sent,
            Errors = resets,
            Sender = sender,
        };
    }

    private SendFacts FactsOf(TargetName target, InboundRow row, ProbeOutcome outcome) => new(row, target.Given, outcome)
    {
        TimeoutMilliseconds = options.TimeoutMilliseconds,
        HasSecret = options.SharedSecret is not null,
        ExpectsReply = options.ExpectReply && row.IsRadius,
    };

    private ProbeSending Build(TargetName target, IPAddress? address, SendFacts facts, ProbeTime time)
    {
        var source = facts.Sender?.Address ?? options.SourceAddress
            ?? (address is null ? null : options.Network.SourceAddressFor(address));
        var origin = LocalMachine.Origin(target.Given, address, source, time);
        return new(origin, facts.Row.Requirement, facts.Row.Port, SendRules.Judge(facts, options.Words))
        {
            Marker = facts.Marker,
            SourcePort = facts.Sent > 0 ? facts.Sender?.Port ?? 0 : 0,
            State = facts.Outcome.State,
            Reason = facts.Outcome.Reason,
            Verified = facts.Outcome.Verified,
            Attempts = facts.Sent,
        };
    }

    private static bool HasMd5()
    {
        try
        {
            _ = RadiusAuthenticator.OfRequest(new byte[RadiusPacket.HeaderLength], []);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
