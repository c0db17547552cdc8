using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using MdiPrereq.Protocols;

namespace MdiPrereq.Transports;

/// <summary>
/// A few messages from one port, spread over the time: a burst may be lost as one. Whatever comes back to one of them does not keep the
/// others from being sent, but for a proved answer, after which there is nothing left to learn.
/// </summary>
internal sealed class UdpSending(ProbeRequest request, IPEndPoint? remote, int attempts, CancellationToken run)
    : SendingProbe(request, remote, run)
{
    /// <summary>The part of the time in which is sent: late messages leave an answer at least the rest.</summary>
    private const double SendingPart = 0.8;

    private const int QueueIsFull = 20;

    private readonly List<Exchange> _exchanges = [];
    private int _tried;
    private ProbeOutcome? _answered;
    private ProbeOutcome? _failed;

    /// <summary>How many errors came back, and were met in sending.</summary>
    public int Errors { get; private set; }

    private long NextDue =>
        _tried < attempts ? StartedAt + (long)(SendingPart * Request.TimeoutMilliseconds * _tried / attempts) : Deadline;

    public override void Connected()
    {
        FindSender();
        SendNext();
        if (!HasEnded) Wire.Receive();
    }

    public override void Received(byte[] buffer, int count)
    {
        Reply? best = null;
        foreach (var exchange in _exchanges)
        {
            var reply = exchange.Read(buffer, count);
            var isBetter = best is null || reply.Kind == ReplyKind.Answer || (reply.Carried is not null && best.Kind != ReplyKind.Answer);
            if (isBetter) best = reply;
        }

        if (best?.Kind == ReplyKind.Answer)
        {
            End(new() { State = State.Open, Reason = Reason.ProtocolReply, Findings = best.Findings, Attempts = Sent });
            return;
        }

        if (best is not null && (_answered is null || (_answered.Answer is null && best.Carried is not null)))
        {
            _answered = ProbeOutcome.Of((State.Open, Reason.UnexpectedReply), best.WhyForeign) with { Answer = best.Carried };
        }

        Wire.Receive();
    }

    public override void Failed(SocketError error)
    {
        if (Sender is null)
        {
            End(Classify(error));
            return;
        }

        Note(error);
        Wire.Receive();
    }

    protected override void OnDue()
    {
        if (Reactor.Now < NextDue) Reactor.Timers.Set(this, NextDue);
        else if (_tried < attempts && Sender is not null) SendNext();
        else EndInTime();
    }

    // What answers says more than what a router says, and that says more than silence.
    protected override ProbeOutcome Silence() =>
        (_answered ?? _failed ?? ProbeOutcome.Of(SocketErrorTable.TimedOut(Transport.Udp))) with { Attempts = Sent };

    protected override void Reset()
    {
        base.Reset();
        _exchanges.Clear();
        (_tried, Errors, _answered, _failed) = (0, 0, null, null);
    }

    private void SendNext()
    {
        var exchange = Request.Begin(_tried, FindSender());
        var error = Wire.Send(exchange.Request);
        if (error is SocketError.WouldBlock or SocketError.NoBufferSpaceAvailable)
        {
            Reactor.Timers.Set(this, Math.Min(Reactor.Now + QueueIsFull, Deadline));
            if (Reactor.Now >= Deadline) EndInTime();
            return;
        }

        if (IsOfBefore(error))
        {
            // Linux tells here what came back to the message before; this one has not left yet.
            Note(error);
            error = Wire.Send(exchange.Request);
        }

        _tried++;
        if (error == SocketError.Success)
        {
            Sent++;
            _exchanges.Add(exchange);
        }
        else
        {
            Note(error);
        }

        Reactor.Timers.Set(this, NextDue);
    }

    private static bool IsOfBefore(SocketError error) =>
        error is SocketError.ConnectionRefused or SocketError.ConnectionReset or SocketError.HostUnreachable;

    // The first error counts, and each is taken out of the system's queue, so that the next one is told too.
    private void Note(SocketError error)
    {
        Errors++;
        var icmp = Wire.IcmpError();
        var outcome = icmp is { } told && SocketErrorTable.Classify(told, Transport.Udp) is { } kind
            ? ProbeOutcome.Of(kind)
            : Classify(error);
        _failed ??= outcome;
    }
}
