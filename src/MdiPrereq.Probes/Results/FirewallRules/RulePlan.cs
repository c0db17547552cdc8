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
        var sources = new Axis<Peer>(flows.Select(flow => flow.Source));
        var targets = new Axis<Peer>(flows.Select(flow => flow.Target));
        var ports = new Axis<int>(flows.Select(flow => flow.Port));
        var cells = Enumerable.Range(0, flows.Count)
            .ToLookup(index => (sources.PlaceOf(index), targets.PlaceOf(index), ports.PlaceOf(index)));
        var first = flows[0];
        return FlowCover.Of(cells.Select(cell => cell.Key).OrderBy(cell => cell)).Select(box =>
        {
            var own = from source in box[0]
                      from target in box[1]
                      from port in box[2]
                      from index in cells[(source, target, port)]
                      select flows[index];
            var why = own.Select(flow => (flow.Row, flow.Port, flow.Seen)).Distinct().ToList();
            var (boxSources, boxTargets) = (sources.At(box[0]), targets.At(box[1]));
            return new PlannedRule
            {
                Sources = CoverOf(boxSources),
                Targets = CoverOf(boxTargets),
                HostNames = [.. boxTargets.Where(peer => peer.Range is null).Select(peer => peer.HostName)],
                Transport = first.Row.Transport,
                Ports = PortRange.Cover(ports.At(box[2])),
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
}
