using System;
using System.Diagnostics;

namespace MdiPrereq.Contract;

/// <summary>When a check began and how long it took.</summary>
internal readonly record struct ProbeTime(DateTime StartedUtc, int ElapsedMilliseconds)
{
    public static ProbeTime Now => new(DateTime.UtcNow, 0);

    public static Func<ProbeTime> Start()
    {
        var started = DateTime.UtcNow;
        var watch = Stopwatch.StartNew();
        return () => new(started, (int)watch.ElapsedMilliseconds);
    }
}
