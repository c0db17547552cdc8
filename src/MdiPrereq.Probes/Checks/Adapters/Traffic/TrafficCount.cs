using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace MdiPrereq.Checks.Adapters.Traffic;

/// <summary>Counts frames from and to each of some controllers, which may have several addresses each.</summary>
internal sealed class TrafficCount
{
    private readonly Dictionary<IPAddress, Tally> _byAddress = [];

    public TrafficCount(IEnumerable<IReadOnlyList<IPAddress>> controllers)
    {
        foreach (var addresses in controllers)
        {
            // Two names may lead to one address: then they share a tally.
            var tally = addresses.Select(address => _byAddress.TryGetValue(address, out var known) ? known : null)
                .FirstOrDefault(known => known is not null) ?? new Tally();
            foreach (var address in addresses) _byAddress[address] = tally;
        }
    }

    /// <summary>All frames, whosever they are.</summary>
    public long Frames { get; private set; }

    public void Add((IPAddress Source, IPAddress Destination)? frame)
    {
        Frames++;
        if (frame is not { } addresses) return;
        if (_byAddress.TryGetValue(addresses.Source, out var sender)) sender.From++;
        if (_byAddress.TryGetValue(addresses.Destination, out var receiver)) receiver.To++;
    }

    public Tally Of(IReadOnlyList<IPAddress> addresses) => _byAddress[addresses[0]];

    /// <summary>The frames of one controller.</summary>
    public sealed class Tally
    {
        public long From { get; set; }

        public long To { get; set; }
    }
}
