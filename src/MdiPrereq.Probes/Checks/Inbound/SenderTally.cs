using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace MdiPrereq.Checks.Inbound;

/// <summary>How often each sender was seen, for so many senders; called by several threads.</summary>
internal sealed class SenderTally
{
    /// <summary>Of more senders nothing is kept: they may be forged.</summary>
    public const int MostSenders = 4096;

    private readonly Dictionary<IPAddress, long> _counts = [];

    /// <summary>Whether there were senders that are not among those counted.</summary>
    public bool IsFull { get; private set; }

    public void Add(IPAddress sender)
    {
        lock (_counts)
        {
            if (_counts.TryGetValue(sender, out var count)) _counts[sender] = count + 1;
            else if (_counts.Count < MostSenders) _counts.Add(sender, 1);
            else IsFull = true;
        }
    }

    /// <summary>Those who were seen here and never there.</summary>
    /// <param name="heard">What the listener got.</param>
    /// <param name="dropped">How many it may have lost: of fewer nothing can be said.</param>
    public IReadOnlyList<(IPAddress Sender, long Count)> NeverIn(SenderTally heard, long dropped)
    {
        lock (_counts)
        {
            lock (heard._counts)
            {
                if (heard.IsFull) return [];
                return
                [
                    .. _counts.Where(one => one.Value > dropped && !heard._counts.ContainsKey(one.Key))
                        .Select(one => (one.Key, one.Value)),
                ];
            }
        }
    }
}
