using System;

namespace MdiPrereq.Transports;

/// <summary>
/// The clock that targets' time is counted by. It stands still while we are late: a turn of the reactor counts no more than it meant
/// to take, so that an overloaded or suspended machine takes no time from its targets.
/// </summary>
internal sealed class FairClock(long nowMilliseconds)
{
    /// <summary>What a turn may take beyond what it meant to. Windows wakes a thread up to 16 ms late.</summary>
    private const int Tolerance = 20;

    private long _seen = nowMilliseconds;

    /// <summary>Milliseconds since some moment.</summary>
    public long Now { get; private set; }

    /// <summary>The milliseconds that were not counted.</summary>
    public long Lag { get; private set; }

    /// <param name="nowMilliseconds">The time by the machine's own, monotonic clock.</param>
    /// <param name="meant">How long the turn meant to wait, in milliseconds.</param>
    public void Advance(long nowMilliseconds, long meant)
    {
        var elapsed = nowMilliseconds - _seen;
        var counted = Math.Min(elapsed, meant + Tolerance);
        _seen = nowMilliseconds;
        Now += counted;
        Lag += elapsed - counted;
    }
}
