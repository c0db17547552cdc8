using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Protocols;

namespace MdiPrereq.Transports;

/// <summary>
/// One probe over UDP: a few tries within one deadline, each with a fresh transaction id; an answer to any of them counts, and
/// whatever matches none of them is as if it had not come. The socket is connected, so that datagrams from elsewhere never reach
/// us and ICMP errors do.
/// </summary>
internal static class UdpExchange
{
    /// <summary>When to send, as parts of the timeout: late tries leave the answer at least a third of it.</summary>
    private static readonly double[] Schedule = [0, 0.2, 0.4, 0.6];

    /// <summary>None of our protocols answers with more: DNS without EDNS 512 bytes, NBSTAT 576, CLDAP and Kerberos by their requests.</summary>
    private const int MaxDatagram = 2048;

    public static async Task<ProbeOutcome> RunAsync(ProbeRequest request, CancellationToken run)
    {
        using var probe = new ProbeSocket(request, run);
        var tries = new List<Try>(Schedule.Length);
        string? stray = null;
        try
        {
            await probe.ConnectAsync().ConfigureAwait(false);
            var clock = DateTime.UtcNow;
            Task<int>? receiving = null;
            var buffer = new byte[MaxDatagram];
            while (true)
            {
                if (tries.Count < Schedule.Length && Due(tries.Count) <= TimeSpan.Zero)
                {
                    var exchange = request.Begin();
                    tries.Add(new(exchange, DateTime.UtcNow));
                    await probe.Socket.SendAsync(new ArraySegment<byte>(exchange.Request), SocketFlags.None).ConfigureAwait(false);
                }

                receiving ??= probe.Socket.ReceiveAsync(new ArraySegment<byte>(buffer), SocketFlags.None);
                if (tries.Count < Schedule.Length && !receiving.IsCompleted && !await EndsWithin(receiving, Due(tries.Count), probe.Token).ConfigureAwait(false))
                {
                    continue;
                }

                var count = await CountOf(receiving).ConfigureAwait(false);
                var receivedAt = DateTime.UtcNow;
                receiving = null;
                if (Match(tries, buffer, count, receivedAt) is { } outcome) return outcome;
                stray ??= tries[tries.Count - 1].Exchange.Read(buffer, count).WhyForeign;
            }

            TimeSpan Due(int attempt) =>
                clock + TimeSpan.FromMilliseconds(Schedule[attempt] * request.TimeoutMilliseconds) - DateTime.UtcNow;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            var outcome = probe.Classify(e);
            if (outcome.Reason == Reason.TimedOut && stray is not null) outcome = outcome with { Detail = stray };
            return outcome with { Attempts = tries.Count };
        }
    }

    // Windows says so when a datagram is longer than the buffer; others cut it off. Either way it is none of ours.
    private static async Task<int> CountOf(Task<int> receiving)
    {
        try
        {
            return await receiving.ConfigureAwait(false);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.MessageSize)
        {
            return MaxDatagram;
        }
    }

    private static ProbeOutcome? Match(List<Try> tries, byte[] buffer, int count, DateTime receivedAt)
    {
        for (var i = tries.Count - 1; i >= 0; i--)
        {
            var reply = tries[i].Exchange.Read(buffer, count);
            if (reply.Kind != ReplyKind.Answer) continue;
            return new()
            {
                State = State.Open,
                Reason = Reason.ProtocolReply,
                Findings = reply.Findings,
                ClockSkew = ClockSkew.Between(reply.Findings.RemoteTimeUtc, tries[i].SentAt, receivedAt),
                Attempts = tries.Count,
            };
        }

        return null;
    }

    /// <summary>False when the time came first.</summary>
    private static async Task<bool> EndsWithin(Task task, TimeSpan time, CancellationToken token)
    {
        if (time <= TimeSpan.Zero) return false;
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(token);
        var first = await Task.WhenAny(task, Task.Delay(time, timer.Token)).ConfigureAwait(false);
        timer.Cancel();
        return first == task || token.IsCancellationRequested;
    }

    private sealed record Try(Exchange Exchange, DateTime SentAt);
}
