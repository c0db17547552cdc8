using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace MdiPrereq.Checks.Inbound;

/// <summary>What this machine's firewall dropped, by sender.</summary>
internal sealed class BlockedCount
{
    public const int MostShown = 10;

    private readonly Dictionary<IPAddress, long> _counts;
    private long _others;

    public BlockedCount() => _counts = [];

    private BlockedCount(BlockedCount other) => (_counts, _others) = (new(other._counts), other._others);

    public long Sum => _others + _counts.Values.Sum();

    /// <summary>The first of the senders, with commas between them.</summary>
    public string Senders => string.Join(", ", _counts.Keys.Take(MostShown));

    public BlockedCount Copy() => new(this);

    public void AddOne(IPAddress sender)
    {
        if (_counts.TryGetValue(sender, out var before)) _counts[sender] = before + 1;
        else if (_counts.Count < SenderTally.MostSenders) _counts.Add(sender, 1);
        else _others++;
    }

    /// <summary>All that came of a sender, those among them that were added before.</summary>
    public void Set(IPAddress sender, long count) => _counts[sender] = count;
}
