using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using MdiPrereq.Protocols;

namespace MdiPrereq.Results.FirewallRules;

/// <summary>What addresses are called. Firewalls want addresses, people want names.</summary>
internal sealed class PeerNames
{
    private readonly Dictionary<Peer, SortedSet<string>> _names = [];
    private readonly HashSet<(Peer Peer, string Name)> _seen = [];

    public void Add(Peer peer, string name)
    {
        if (peer.Range is null || name.Length == 0 || !_seen.Add((peer, name)) || IPAddress.TryParse(name, out _)) return;
        if (!_names.TryGetValue(peer, out var names)) _names.Add(peer, names = new(StringComparer.OrdinalIgnoreCase));
        names.Add(SafeText.Clean(name));
    }

    /// <summary>"10.0.0.1 = dc01.contoso.com", in the order of the addresses; nothing for those without a name.</summary>
    public IReadOnlyList<string> Of(IEnumerable<Peer> peers) =>
    [
        .. peers.Distinct().OrderBy(peer => peer).Where(_names.ContainsKey)
            .Select(peer => $"{AddressPrefix.Cover([peer.Range!.Value])[0]} = {string.Join(", ", _names[peer])}"),
    ];
}
