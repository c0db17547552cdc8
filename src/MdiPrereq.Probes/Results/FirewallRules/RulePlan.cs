using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Results.FirewallRules;

/// <summary>Makes few rules of many connections: what needs the same is one rule, and no rule allows what no connection needs.</summary>
internal static class RulePlan
{
    /// <param name="flows">The connections, in any order: the rules do not depend on it.</param>
    /// <param name="names">The names of addresses, as far as they are known.</param>
    /// <param name="wording">Says why.</param>
    public static IReadOnlyList<PlannedRule> Of(IEnumerable<Flow> flows, PeerNames names, RuleWording wording) =>
    [
        .. flows
            .GroupBy(flow => (
                flow.Row.Direction,
                flow.IsBlockedAtSource,
                IsNamed: flow.Target.Range is null,
                flow.Source.IsV6,
                flow.Row.Transport))
            .OrderBy(alike => alike.Key)
            .SelectMany(alike => RulesOf([.. alike], names, wording)),
    ];

    private static IEnumerable<PlannedRule> RulesOf(IReadOnlyList<Flow> flows, PeerNames names, RuleWording wording)
    {
        var sources = flows.Select(flow => flow.Source).Distinct().OrderBy(peer => peer).ToList();
        var targets = flows.Select(flow => flow.Target).Distinct().OrderBy(peer => peer).ToList();
        var ports = flows.Select(flow => flow.Port).Distinct().OrderBy(port => port).ToList();
        var (sourceIndex, targetIndex, portIndex) = (IndexOf(sources), IndexOf(targets), IndexOf(ports));
        var cells = flows
            .GroupBy(flow => (Source: sourceIndex[flow.Source], Target: targetIndex[flow.Target], Port: portIndex[flow.Port]))
            .OrderBy(cell => cell.Key)
            .ToDictionary(cell => cell.Key, cell => cell.Select(flow => (flow.Row, flow.Port, flow.Seen)).Distinct().ToList());
        var first = flows[0];
        return FlowCover.Of(cells.Keys).Select(box =>
        {
            var why = (from source in box[0] from target in box[1] from port in box[2] from one in cells[(source, target, port)] select one)
                .Distinct().ToList();
            IReadOnlyList<Peer> boxSources = [.. box[0].Select(index => sources[index])];
            IReadOnlyList<Peer> boxTargets = [.. box[1].Select(index => targets[index])];
            return new PlannedRule
            {
                Sources = CoverOf(boxSources),
                Targets = CoverOf(boxTargets),
                HostNames = [.. boxTargets.Where(peer => peer.Range is null).Select(peer => peer.HostName)],
                Transport = first.Row.Transport,
                Ports = PortRange.Cover(box[2].Select(index => ports[index])),
                Direction = first.Row.Direction,
                IsBlockedAtSource = first.IsBlockedAtSource,
                IsSilent = why.Any(one => one.Seen is State.Filtered or State.NoReply),
                Labels = names.Of(boxSources.Concat(boxTargets)),
                Why = wording.Why(why),
                Reference = RuleWording.Reference(why.Select(one => one.Row)),
            };
        });
    }

    private static IReadOnlyList<AddressPrefix> CoverOf(IEnumerable<Peer> peers) =>
        AddressPrefix.Cover(peers.Where(peer => peer.Range is not null).Select(peer => peer.Range!.Value));

    private static Dictionary<T, int> IndexOf<T>(List<T> sorted)
        where T : notnull => sorted.Select((one, index) => (one, index)).ToDictionary(pair => pair.one, pair => pair.index);
}
