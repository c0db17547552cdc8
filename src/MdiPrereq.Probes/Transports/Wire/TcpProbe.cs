using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using MdiPrereq.Protocols;

namespace MdiPrereq.Transports;

/// <summary>
/// One probe over TCP: connect, send one request, read until the protocol has judged the reply, hang up. What more there is to say on the
/// connection (TLS, by way of a proxy) is left to <see cref="TcpExchange"/>, which gets the socket.
/// </summary>
internal sealed class TcpProbe(ProbeRequest request, IPEndPoint? remote, CancellationToken run) : WireProbe(request, remote, run)
{
    /// <summary>Never more of whatever the other side sends.</summary>
    public const int MaxReply = 64 * 1024;

    /// <summary>When a system sends a SYN again: after a second (RFC 6298, 2.1). No network within reach is so slow by itself.</summary>
    private const int FirstRetransmission = 900;

    private Exchange? _exchange;
    private DateTime _sentAt;
    private bool _wasRetransmitted;
    private bool _connected;

    /// <summary>What has come of a reply that is not whole yet.</summary>
    private byte[] _begun = [];
    private int _count;

    public override int MaxReceive => MaxReply - _count;

    /// <summary>The connection, where the probe goes on in TLS or a tunnel.</summary>
    public TcpConnection? Connection { get; private set; }

    public override void Connected()
    {
        _connected = true;
        _wasRetransmitted = Reactor.Now - StartedAt >= FirstRetransmission;
        if (Request.Tunnel is not null || Request.Protocol.Tls == TlsUse.First)
        {
            HandOver(null);
            return;
        }

        _exchange = Request.Begin();
        _sentAt = DateTime.UtcNow;
        var error = Wire.Send(_exchange.Request);
        if (error == SocketError.Success) Wire.Receive();
        else Failed(error);
    }

    public override void Received(byte[] buffer, int count)
    {
        if (count == 0)
        {
            // Some replies end where the connection does (HTTP without a length); the others are cut off.
            var ended = _exchange!.ReadEnded(_begun, _count);
            if (ended.Kind == ReplyKind.Incomplete) End(Cut("the connection was closed"));
            else Judge(ended);
            return;
        }

        var isFirst = _count == 0;
        if (!isFirst) Keep(buffer, count);
        var reply = isFirst ? _exchange!.Read(buffer, count) : _exchange!.Read(_begun, _count);
        if (reply.Kind != ReplyKind.Incomplete)
        {
            Judge(reply);
            return;
        }

        if (isFirst) Keep(buffer, count);
        if (_count == MaxReply) Judge(Reply.Foreign($"a reply longer than {MaxReply / 1024} KiB"));
        else Wire.Receive();
    }

    public override void Failed(SocketError error)
    {
        if (!_connected) End(Classify(error));
        else if (error is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown)
        {
            End(Open(Reason.ConnectionReset));
        }
        else End(Cut("the connection was closed"));
    }

    protected override void OnDue() => Expire();

    protected override ProbeOutcome Silence() => _connected
        ? Cut($"nothing more within {Request.TimeoutMilliseconds} ms") with { Expired = true }
        : ProbeOutcome.Of(SocketErrorTable.TimedOut(Transport.Tcp));

    protected override void Reset() => (_connected, _begun, _count) = (false, [], 0);

    private ProbeOutcome Open(Reason reason, string detail = "", Reply? reply = null, TimeSpan? skew = null) => new()
    {
        State = State.Open,
        Reason = reason,
        Detail = detail,
        Answer = reply?.Carried,
        Findings = reply?.Findings ?? ProbeOutcome.NoFindings,
        ClockSkew = skew,
        Stage = ProbeStage.Exchange,
        WasRetransmitted = _wasRetransmitted,
    };

    private ProbeOutcome Cut(string how) => _count == 0
        ? Open(Reason.NoProtocolReply, how)
        : Open(Reason.UnexpectedReply, $"{_count} bytes that make no reply, then {how}");

    private void Judge(Reply reply)
    {
        if (reply.Kind != ReplyKind.Answer)
        {
            End(Open(Reason.UnexpectedReply, reply.WhyForeign, reply));
            return;
        }

        var skew = ClockSkew.Between(reply.Findings.RemoteTimeUtc, _sentAt, DateTime.UtcNow);
        var outcome = Open(Reason.ProtocolReply, "", reply, skew);
        if (reply.StartTls) HandOver(outcome);
        else End(outcome);
    }

    private void HandOver(ProbeOutcome? answer)
    {
        Connection = new(Wire.Detach(), answer, (int)(Reactor.Now - StartedAt), (int)Math.Max(1, Deadline - Reactor.Now));
        End(answer ?? Open(Reason.NoProtocolReply));
    }

    private void Keep(byte[] buffer, int count)
    {
        if (_begun.Length < _count + count) Array.Resize(ref _begun, Math.Max(2048, (_count + count) * 2));
        Buffer.BlockCopy(buffer, 0, _begun, _count, count);
        _count += count;
    }
}
