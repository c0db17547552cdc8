using System;
using System.Collections.Concurrent;
using System.Net;

namespace MdiPrereq.Checks.NameResolution;

/// <summary>
/// Which DNS servers have been silent from the start of a run: without this, each of thousands of devices would wait for them. A silent
/// server is asked again once a second, so that one that wakes up is not left out for the rest of the run.
/// </summary>
/// <param name="now">The time; passes as it likes in tests.</param>
internal sealed class DnsServerHealth(Func<DateTime> now)
{
    private const int SilencesBeforeGivingUp = 8;
    private static readonly TimeSpan BetweenTrials = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<IPAddress, Record> _records = new();

    /// <summary>Whether a server should be spared this question.</summary>
    public bool IsGivenUp(IPAddress server)
    {
        if (!_records.TryGetValue(server, out var record)) return false;
        lock (record)
        {
            if (record.HasAnswered || record.Silences < SilencesBeforeGivingUp) return false;
            if (now() < record.NextTrial) return true;
            record.NextTrial = now() + BetweenTrials;
            return false;
        }
    }

    public void Note(IPAddress server, bool answered)
    {
        var record = _records.GetOrAdd(server, static _ => new());
        lock (record)
        {
            record.HasAnswered |= answered;
            if (!answered) record.Silences++;
            if (record.Silences == SilencesBeforeGivingUp) record.NextTrial = now() + BetweenTrials;
        }
    }

    private sealed class Record
    {
        public int Silences { get; set; }

        public bool HasAnswered { get; set; }

        public DateTime NextTrial { get; set; }
    }
}
