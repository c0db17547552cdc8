using System.Collections.Concurrent;
using System.Net;

namespace MdiPrereq.Checks.NameResolution;

/// <summary>
/// Which DNS servers have been silent from the start of a run: without this, each of thousands of devices would wait for them.
/// </summary>
internal sealed class DnsServerHealth
{
    private const int SilencesBeforeGivingUp = 8;

    // The number of silences; negative once the server has answered.
    private readonly ConcurrentDictionary<IPAddress, int> _silences = new();

    public bool IsGivenUp(IPAddress server) => _silences.TryGetValue(server, out var silences) && silences >= SilencesBeforeGivingUp;

    public void Note(IPAddress server, bool answered) =>
        _silences.AddOrUpdate(server, answered ? -1 : 1, (_, silences) => answered || silences < 0 ? -1 : silences + 1);
}
