using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Contract;
using MdiPrereq.Engine;
using MdiPrereq.Protocols;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Inbound;

/// <summary>Takes what comes for one row, from its listeners and from the capture, and gives arrivals.</summary>
internal sealed class RowReceiver : IDisposable
{
    private readonly InboundRow _row;
    private readonly ReceiveOptions _options;
    private readonly IResultSink<ProbeEvidence> _arrivals;
    private readonly RowListeners _listeners;
    private readonly ArrivalLog _log = new();
    private readonly CapturedProbes _captured = new();
    private readonly SenderTally _capturedSenders = new();
    private readonly SenderTally _heardSenders = new();
    private readonly BlockedCount _blocked = new();
    private readonly string _holder;

    public RowReceiver(InboundRow row, ReceiveOptions options, IResultSink<ProbeEvidence> arrivals)
    {
        _row = row;
        _options = options;
        _arrivals = arrivals;
        _listeners = new(row, options.ListenAddress);
        _holder = string.Join("; ", _listeners.Holders.Select(holder => holder.ToString()).Distinct());
    }

    /// <summary>Receives until it is time.</summary>
    public Task RunAsync(CancellationToken until) => _listeners.RunAsync(Received, Accept, until);

    /// <summary>Takes no more connections, and closes those that are there.</summary>
    public void CloseConnections() => _listeners.CloseConnections();

    /// <summary>Whether a captured packet is for this row.</summary>
    public bool Wants(in CapturedPacket packet) => packet.Transport == _row.Transport && packet.Destination.Port == _row.Port;

    /// <summary>A packet for this row was captured.</summary>
    public void Captured(in CapturedPacket packet, byte[] buffer)
    {
        var isListenedTo = _listeners.Has(packet.Destination.AddressFamily);
        var sender = BareAddress.Of(packet.Source);
        if (isListenedTo && (packet.Transport == Transport.Udp || packet.OpensConnection)) _capturedSenders.Add(sender.Address);

        // A connection that the firewall let begin it lets go on.
        if (packet.DataCount == 0 || (isListenedTo && packet.Transport == Transport.Tcp)) return;

        // A connection is not put together: what is sent as one comes as one, and of one in its middle nothing can be said.
        var (from, to) = (sender, packet.Destination);
        if (packet.Transport == Transport.Tcp)
        {
            var segment = new InboundStream(_row, Take, static _ => { });
            segment.Receive(buffer, packet.DataOffset, packet.DataCount);
            segment.End();
        }
        else if (InboundMessage.In(_row, buffer, packet.DataOffset, packet.DataCount) is { } message)
        {
            Take(message);
        }
        else if (!isListenedTo)
        {
            _log.AddStranger();
        }

        void Take(InboundMessage message)
        {
            var seen = See(message, from, to, ProbeListening.Capture);
            if (!isListenedTo) Give(seen);
            else if (seen.Marker is not null) _captured.Captured(seen);
        }
    }

    /// <summary>Gives what was captured and should have come to the listener by now.</summary>
    /// <param name="now">The time, UTC; null when nothing more comes.</param>
    public void GiveBlocked(DateTime? now)
    {
        foreach (var seen in _captured.TakeOverdue(now).Where(seen => !_log.MayHaveHeard(seen.Marker!)))
        {
            var mayBeLost = _listeners.Dropped > 0;
            if (!mayBeLost) _blocked.AddOne(seen.Remote.Address);
            Give(seen with { Missed = mayBeLost ? MissedBy.FirewallOrFlood : MissedBy.Firewall });
        }
    }

    /// <summary>What there is to say so far.</summary>
    /// <param name="capture">The capture, if there is one.</param>
    /// <param name="whyNoCapture">Why there is none.</param>
    /// <param name="time">When it was listened.</param>
    public ProbeReception ToReception(PacketCapture? capture, string whyNoCapture, ProbeTime time)
    {
        var dropped = _listeners.Dropped;
        var blocked = _blocked.Copy();
        foreach (var (sender, count) in _capturedSenders.NeverIn(_heardSenders, dropped)) blocked.Set(sender, count);
        return ReceiveResults.Reception(
            new(_row, ListeningWith(capture))
            {
                Troubles = _listeners.Troubles,
                Holder = _holder,
                WhyNoCapture = whyNoCapture,
                IsFirewallSeen = capture is { IsBeforeFirewall: true },
                Probes = _log.Probes,
                Messages = _log.Messages,
                Strangers = _log.Strangers,
                Withheld = _log.Withheld,
                Dropped = dropped + (capture?.Dropped ?? 0),
                BlockedHere = blocked.Sum,
                BlockedSenders = blocked.Senders,
            },
            _options,
            time);
    }

    public void Dispose() => _listeners.Dispose();

    private ProbeListening ListeningWith(PacketCapture? capture)
    {
        if (capture is null) return _listeners.IsAny ? ProbeListening.Listener : ProbeListening.None;
        return _listeners.IsAny ? ProbeListening.ListenerAndCapture : ProbeListening.Capture;
    }

    private void Received(byte[] buffer, int offset, int count, IPEndPoint remote, IPAddress local)
    {
        var sender = BareAddress.Of(remote);
        _heardSenders.Add(sender.Address);
        if (InboundMessage.In(_row, buffer, offset, count) is { } found) Hear(found, sender, new(local, _row.Port));
        else _log.AddStranger();
    }

    private InboundStream Accept(IPEndPoint remote, IPEndPoint local)
    {
        var sender = BareAddress.Of(remote);
        _heardSenders.Add(sender.Address);
        return new(_row, found => Hear(found, sender, local), any =>
        {
            if (!any) _log.AddStranger();
        });
    }

    private void Hear(InboundMessage found, IPEndPoint sender, IPEndPoint local)
    {
        var seen = See(found, sender, local, ProbeListening.Listener);
        if (seen.Marker is not null) _captured.Heard(seen);
        Give(seen);
    }

    private static Sighting See(InboundMessage found, IPEndPoint sender, IPEndPoint local, ProbeListening seenBy) =>
        new(DateTime.UtcNow, sender, BareAddress.Of(local), found, seenBy);

    private void Give(Sighting seen)
    {
        if (_log.Add(seen) is { } arrival) _arrivals.Add(ReceiveResults.Arrival(arrival, _row, _holder));
    }
}
