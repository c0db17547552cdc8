using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace MdiPrereq.Transports;

/// <summary>
/// One message over a connection of its own, which is half closed behind it: a receiver that has read all closes too, and one that wants
/// none of it resets. Either is soon told, so that is waited for, and not all the time that there is.
/// </summary>
/// <param name="request">Where to.</param>
/// <param name="remote">Where that really is.</param>
/// <param name="attempt">How many went before it.</param>
/// <param name="run">Stops it.</param>
internal sealed class TcpSending(ProbeRequest request, IPEndPoint? remote, int attempt, CancellationToken run)
    : SendingProbe(request, remote, run)
{
    /// <summary>How long a receiver has to close: longer than any way within reach takes there and back.</summary>
    private const int WaitForEnd = 500;

    private int _received;

    public override void Connected()
    {
        var error = Wire.Send(Request.Begin(attempt, FindSender()).Request);
        if (error != SocketError.Success)
        {
            Failed(error);
            return;
        }

        Sent = 1;
        Wire.EndSending();
        Reactor.Timers.Set(this, Math.Min(Deadline, Reactor.Now + WaitForEnd));
        Wire.Receive();
    }

    public override void Received(byte[] buffer, int count)
    {
        _received += count;
        if (count == 0 || _received > MaxReceive) End(Silence());
        else Wire.Receive();
    }

    public override void Failed(SocketError error) => End(Sender is null
        ? Classify(error)
        : ProbeOutcome.Of((State.Open, Reason.ConnectionReset)) with { Attempts = Sent });

    protected override void OnDue() => EndInTime();

    protected override ProbeOutcome Silence()
    {
        if (Sender is null) return ProbeOutcome.Of(SocketErrorTable.TimedOut(Transport.Tcp)) with { Attempts = 0 };
        return ProbeOutcome.Of(_received == 0
            ? (State.Open, Reason.NoProtocolReply)
            : (State.Open, Reason.UnexpectedReply), _received == 0 ? "" : $"{_received} bytes came back") with { Attempts = Sent };
    }

    protected override void Reset()
    {
        base.Reset();
        _received = 0;
    }
}
