using System;
using System.Diagnostics;
using System.Net.Sockets;
using System.Threading;

namespace MdiPrereq.Transports;

/// <summary>
/// The deadline of a conversation over a stream: when it has passed, or the run is cancelled, the socket is disposed, which ends whatever
/// is under way on it. .NET Framework knows no other way: its socket calls take no token. One way for both is enough.
/// </summary>
/// <remarks>
/// Only the time counts in which the other side was waited for: TLS costs us more than a reply costs a server, and on a busy machine
/// that must not look like its silence.
/// </remarks>
internal sealed class StreamDeadline : IDisposable
{
    /// <summary>A timer that is so late tells that the machine is busy, and that what has come may wait to be read.</summary>
    private const int MaxLateness = 50;

    private readonly Socket _socket;
    private readonly CountingStream _wire;
    private readonly int _budget;
    private readonly CancellationToken _run;
    private readonly CancellationTokenRegistration _stop;
    private readonly Timer _timer;
    private readonly object _ending = new();
    private long _due;
    private bool _disposed;

    public StreamDeadline(Socket socket, CountingStream wire, int budgetMilliseconds, CancellationToken run)
    {
        (_socket, _wire, _budget, _run) = (socket, wire, budgetMilliseconds, run);
        _timer = new(static deadline => ((StreamDeadline)deadline!).Look(), this, Timeout.Infinite, Timeout.Infinite);
        LookAgainIn(budgetMilliseconds);
        if (run.CanBeCanceled)
        {
            _stop = run.Register(static deadline => ((StreamDeadline)deadline!)._socket.Dispose(), this, useSynchronizationContext: false);
        }
    }

    /// <summary>True when the run, not the deadline, ended it.</summary>
    public bool RunCancelled => _run.IsCancellationRequested;

    public bool Expired { get; private set; }

    private static long Milliseconds => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1000);

    public void Dispose()
    {
        lock (_ending) _disposed = true;
        _stop.Dispose();
        _timer.Dispose();
    }

    private void Look()
    {
        lock (_ending)
        {
            if (_disposed) return;
            var left = _budget - _wire.MillisecondsWaited;
            var late = Milliseconds - _due;
            if (left > 0)
            {
                LookAgainIn(left);
            }
            else if (late > MaxLateness || HasNews())
            {
                LookAgainIn(MaxLateness);
            }
            else
            {
                Expired = true;
                _socket.Dispose();
            }
        }
    }

    private bool HasNews()
    {
        try
        {
            return _socket.Available > 0;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    private void LookAgainIn(long milliseconds)
    {
        _due = Milliseconds + milliseconds;
        _timer.Change(milliseconds, Timeout.Infinite);
    }
}
