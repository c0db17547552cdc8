using System;

namespace MdiPrereq.Transports;

/// <summary>
/// Spreads packets evenly over time, so that no more than so many leave in a second. Pure but for its place in time; thread-safe.
/// </summary>
/// <param name="perSecond">The most packets in a second.</param>
internal sealed class Pacer(int perSecond)
{
    private readonly object _turn = new();
    private double _next;

    /// <summary>Takes the next place for so many packets.</summary>
    /// <param name="now">The time in milliseconds.</param>
    /// <param name="packets">How many packets will leave.</param>
    /// <returns>How many milliseconds to wait before they may.</returns>
    public int Reserve(long now, int packets)
    {
        lock (_turn)
        {
            var at = Math.Max(now, _next);
            _next = at + (packets * 1000.0 / perSecond);
            return (int)Math.Ceiling(at - now);
        }
    }
}
