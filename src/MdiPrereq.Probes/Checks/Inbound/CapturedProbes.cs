using System;
using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Checks.Inbound;

/// <summary>
/// Probes that were captured and that the listener has not got yet; those that it does not get soon, this machine's firewall has dropped.
/// Called by several threads.
/// </summary>
internal sealed class CapturedProbes
{
    /// <summary>More than these are not waited for.</summary>
    private const int Most = 4096;

    /// <summary>From capture to listener it takes microseconds, and longer when both have to catch up with a flood.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Dictionary<(string Id, int Attempt), Sighting> _waiting = [];

    public void Captured(Sighting seen)
    {
        lock (_waiting)
        {
            if (_waiting.Count < Most) _waiting[KeyOf(seen)] = seen;
        }
    }

    public void Heard(Sighting seen)
    {
        lock (_waiting) _waiting.Remove(KeyOf(seen));
    }

    /// <summary>Takes those that the listener should have got by now.</summary>
    /// <param name="now">The time, UTC; null when nothing more comes.</param>
    public IReadOnlyList<Sighting> TakeOverdue(DateTime? now)
    {
        lock (_waiting)
        {
            var overdue = _waiting.Where(one => now is null || now - one.Value.Utc > Patience).ToList();
            foreach (var one in overdue) _waiting.Remove(one.Key);
            return [.. overdue.Select(one => one.Value)];
        }
    }

    private static (string Id, int Attempt) KeyOf(Sighting seen) => (seen.Marker!.Id, seen.Marker.Attempt);
}
