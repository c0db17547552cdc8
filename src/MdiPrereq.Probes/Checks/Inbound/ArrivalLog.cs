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
    /// <summary>The most arrivals that are given of a row, and of one sender.</summary>
    public const int MostArrivals = 16_384;
    public const int MostOfSender = 1_024;

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

    /// <summary>Whether a listener got this try.</summary>
    public bool HasHeard(ProbeMarker marker)
    {
        lock (_lock) return _heard.Contains(KeyOf(marker));
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
                return _speakers.Contains(sender) || !HasRoom(sender) || !_speakers.Add(sender) ? null : seen;
            }

            // What came to this machine and not to its listener has not come to the row.
            if (seen.Missed == MissedBy.Nobody) _probes++;
            if (!HasRoom(sender)) return null;
            var isNew = (seen.SeenBy == ProbeListening.Listener ? _heard : _captured).Add(KeyOf(seen.Marker));
            return seen with { IsCopy = !isNew };
        }
    }

    /// <summary>Counts what is no message of the row's protocol.</summary>
    public void AddStranger() => Interlocked.Increment(ref _strangers);

    private static (string Id, int Attempt) KeyOf(ProbeMarker marker) => (marker.Id, marker.Attempt);

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
