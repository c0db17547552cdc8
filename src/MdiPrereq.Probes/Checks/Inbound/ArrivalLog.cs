using System.Collections.Generic;
using System.Net;
using System.Threading;
using MdiPrereq.Protocols;

namespace MdiPrereq.Checks.Inbound;

/// <summary>
/// What came for one row, counted without bound and remembered within bounds, whatever is sent; called by several threads.
/// </summary>
internal sealed class ArrivalLog
{
    /// <summary>The most probes that are given of a row, and of one sender.</summary>
    public const int MostArrivals = 16_384;
    public const int MostOfSender = 1_024;

    /// <summary>
    /// The most messages without a marker that are given of a row. They have places of their own, so that no flood of them takes a probe's.
    /// </summary>
    public const int MostMessages = 4_096;

    /// <summary>The most tries that are remembered, given or not.</summary>
    private const int MostRemembered = 65_536;

    private readonly object _lock = new();
    private readonly HashSet<(string Id, int Attempt)> _heard = [];
    private readonly HashSet<(string Id, int Attempt)> _captured = [];
    private readonly Dictionary<IPAddress, int> _given = [];
    private readonly HashSet<IPAddress> _speakers = [];
    private long _probes;
    private long _messages;
    private long _strangers;
    private long _withheld;
    private int _all;

    /// <summary>Probes with a marker of the row, copies among them.</summary>
    public long Probes => Interlocked.Read(ref _probes);

    /// <summary>Messages of the row's protocol without one.</summary>
    public long Messages => Interlocked.Read(ref _messages);

    /// <summary>What is neither.</summary>
    public long Strangers => Interlocked.Read(ref _strangers);

    /// <summary>Arrivals that are not given, since too many came.</summary>
    public long Withheld => Interlocked.Read(ref _withheld);

    /// <summary>Whether a listener got this try, or may have, since more came than are remembered.</summary>
    public bool MayHaveHeard(ProbeMarker marker)
    {
        lock (_lock) return _heard.Contains(KeyOf(marker)) || _heard.Count == MostRemembered;
    }

    /// <summary>Counts what was seen.</summary>
    /// <returns>The arrival to give; null when it is only counted.</returns>
    public Sighting? Add(Sighting seen)
    {
        lock (_lock)
        {
            var sender = seen.Remote.Address;
            if (seen.Marker is null)
            {
                _messages++;
                if (_speakers.Contains(sender)) return null;
                if (_speakers.Count < MostMessages && _speakers.Add(sender)) return seen;
                _withheld++;
                return null;
            }

            // What came to this machine and not to its listener has not come to the row.
            if (seen.Missed == MissedBy.Nobody) _probes++;
            var isNew = IsNew(seen.SeenBy == ProbeListening.Listener ? _heard : _captured, KeyOf(seen.Marker));
            return HasRoom(sender) ? seen with { IsCopy = !isNew } : null;
        }
    }

    /// <summary>Counts what is no message of the row's protocol.</summary>
    public void AddStranger() => Interlocked.Increment(ref _strangers);

    private static (string Id, int Attempt) KeyOf(ProbeMarker marker) => (marker.Id, marker.Attempt);

    private static bool IsNew(HashSet<(string Id, int Attempt)> remembered, (string Id, int Attempt) key) =>
        remembered.Count < MostRemembered ? remembered.Add(key) : !remembered.Contains(key);

    // One sender that forges cannot keep others' probes from being given, unless it forges senders too.
    private bool HasRoom(IPAddress sender)
    {
        var ofSender = _given.TryGetValue(sender, out var given) ? given : 0;
        if (_all < MostArrivals && ofSender < MostOfSender)
        {
            _all++;
            _given[sender] = ofSender + 1;
            return true;
        }

        _withheld++;
        return false;
    }
}
