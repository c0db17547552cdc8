using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using MdiPrereq.Protocols;

namespace MdiPrereq.Transports;

/// <summary>
/// One probe over UDP: a few tries within one deadline, each with a fresh transaction id; an answer to any of them counts, and
/// whatever matches none of them is as if it had not come.
/// </summary>
internal sealed class UdpProbe(ProbeRequest request, IPEndPoint? remote, CancellationToken run) : WireProbe(request, remote, run)
{
    /// <summary>
    /// None of our protocols answers with more: DNS without EDNS 512 bytes, NBSTAT 576, CLDAP and Kerberos by their requests.
    /// </summary>
    private const int MaxDatagram = 2048;

    /// <summary>How long to wait when our own queue is full.</summary>
    private const int QueueIsFull = 20;

    /// <summary>When to send, as parts of the timeout: late tries leave the answer at least a third of it.</summary>
    private static readonly double[] Schedule = [0, 0.2, 0.4, 0.6];

    private readonly Try[] _tries = new Try[Schedule.Length];
    private int _count;
    private int _delay;
    private bool _hasPlace;
    private string? _stray;

    public override int MaxReceive => MaxDatagram;

    private long NextDue =>
        _count < Schedule.Length ? StartedAt + _delay + (long)(Schedule[_count] * Request.TimeoutMilliseconds) : Deadline + _delay;

    public override void Connected()
    {
        SendNext();
        if (!HasEnded) Wire.Receive();
    }

    public override void Received(byte[] buffer, int count)
    {
        var receivedAt = DateTime.UtcNow;
        string? whyForeign = null;
        for (var i = _count - 1; i >= 0; i--)
        {
            var reply = _tries[i].Exchange.Read(buffer, count);
            if (reply.Kind == ReplyKind.Answer)
            {
                End(new()
                {
                    State = State.Open,
                    Reason = Reason.ProtocolReply,
                    Findings = reply.Findings,
                    Answer = reply.Carried,
                    ClockSkew = ClockSkew.Between(reply.Findings.RemoteTimeUtc, _tries[i].SentAt, receivedAt),
                    Attempts = _count,
                    WasRetransmitted = _count > 1,
                });
                return;
            }

            whyForeign ??= reply.WhyForeign;
        }

        _stray ??= whyForeign;
        Wire.Receive();
    }

    public override void Failed(SocketError error) => End(Classify(error) with { Attempts = _count });

    protected override void OnDue()
    {
        if (Reactor.Now < NextDue) Reactor.Timers.Set(this, NextDue);
        else if (_count < Schedule.Length) SendNext();
        else Expire();
    }

    protected override ProbeOutcome Silence() =>
        ProbeOutcome.Of(SocketErrorTable.TimedOut(Transport.Udp), _stray ?? "") with { Attempts = _count };

    protected override void Reset() => (_count, _delay, _hasPlace, _stray) = (0, 0, false, null);

    private void SendNext()
    {
        // The first one's place is that of the start.
        if (_count > 0 && !_hasPlace && Request.Pacer?.Reserve(Reactor.Now, 1) is > 0 and var wait)
        {
            _hasPlace = true;
            PutOff(wait);
            return;
        }

        _hasPlace = false;
        var exchange = Request.Begin(_count);
        var error = Wire.Send(exchange.Request);
        if (error is SocketError.WouldBlock or SocketError.NoBufferSpaceAvailable)
        {
            // Nothing has left this machine, so it costs the target no time.
            PutOff(QueueIsFull);
            return;
        }

        if (error != SocketError.Success)
        {
            Failed(error);
            return;
        }

        _tries[_count++] = new(exchange, DateTime.UtcNow);
        Reactor.Timers.Set(this, NextDue);
    }

    private void PutOff(int milliseconds)
    {
        _delay += milliseconds;
        Reactor.Timers.Set(this, Reactor.Now + milliseconds);
    }

    private readonly struct Try(Exchange exchange, DateTime sentAt)
    {
        public Exchange Exchange { get; } = exchange;

        public DateTime SentAt { get; } = sentAt;
    }
}
