using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Contract;

namespace MdiPrereq.Results.FirewallRules;

/// <summary>The connections of rows before anything is tested: each from every source to every target.</summary>
/// <param name="options">Sources, targets and the cloud service's hosts.</param>
internal sealed class RequirementFlows(FirewallOptions options)
{
    private readonly HashSet<PortRequirement> _rows = [];

    public static bool IsRow(ResultView view) => !view.Has("RequirementId") && view.Has("Id") && view.Has("From") && view.Has("To");

    /// <returns>False when no port table has such a row.</returns>
    public bool TryAdd(ResultView view)
    {
        var row = PortCatalog.Rows.FirstOrDefault(row =>
            row.Id == view.Text("Id") && row.Port == view.Number("Port") && row.Transport == view.Word<Transport>("Transport")
            && row.SensorType == view.Word<SensorType>("SensorType") && row.Catalog == view.Word<Catalog>("Catalog"));
        if (row is not null) _rows.Add(row);
        return row is not null;
    }

    /// <summary>The connections, and what of the rows is left out and why.</summary>
    public (IReadOnlyList<Flow> Flows, IReadOnlyList<string> LeftOut) Flows()
    {
        var flows = new List<Flow>();
        var leftOut = new List<string>();
        var isInboundAlone = _rows.All(row => row.Direction != Direction.Outbound);
        foreach (var alike in _rows.Where(IsOfNetwork).GroupBy(row => (row.Id, row.SensorType, row.Catalog)))
        {
            var rows = alike.ToList();
            var targets = TargetsOf(rows[0], isInboundAlone);
            var spoken = rows.Where(row => row.Protocol is not null || row.Direction == Direction.Inbound).ToList();
            if (targets.Count == 0) leftOut.Add(WhyNoTarget(rows));
            else if (spoken.Count < rows.Count) leftOut.Add($"{Described(rows.Except(spoken))} is left out: nothing speaks on that port.");
            flows.AddRange(spoken.SelectMany(row => Between(row, targets)));
        }

        leftOut.AddRange(options.Targets
            .Where(target => flows.Count > 0 && options.Sources.All(source => source.IsV6 != target.IsV6))
            .Select(target => $"{AddressPrefix.Cover([target.Range!.Value])[0]} is left out: no source is of its IP version."));
        return (flows, [.. leftOut.Distinct()]);
    }

    private bool IsOfNetwork(PortRequirement row) =>
        row.Direction != Direction.Localhost
        && (row.Necessity != Necessity.OneOfNnr || options.NnrMethods.Contains(FlowReader.MethodOf(row)));

    private IReadOnlyList<Peer> TargetsOf(PortRequirement row, bool isInboundAlone) => row switch
    {
        { Destination: Destination.CloudService, Protocol: null } => [],
        { Destination: Destination.CloudService } => [.. options.CloudHosts.Select(host => new Peer(null, host))],
        { Direction: Direction.Inbound } => isInboundAlone ? options.Targets : [],
        _ => options.Targets,
    };

    private IEnumerable<Flow> Between(PortRequirement row, IReadOnlyList<Peer> targets) =>
        from source in options.Sources
        from target in targets
        where target.Range is null || target.IsV6 == source.IsV6
        where !target.IsV6 || row.Id != PortRow.NnrNetBios137.Id // NetBIOS knows no IPv6.
        select new Flow(source, target, row, null);

    private string WhyNoTarget(List<PortRequirement> rows)
    {
        var why = rows[0] switch
        {
            { Destination: Destination.CloudService, Protocol: null } =>
                "the hosts of Defender for Endpoint differ by region and tenant; its client analyzer lists them.",
            { Destination: Destination.CloudService } => $"its host depends on the workspace. Give {options.Words.WorkspaceName}.",
            { Direction: Direction.Inbound } when options.Targets.Count > 0 =>
                $"others ({rows[0].From}) connect to the sensor here. Ask for such rows alone, with those as {options.Words.RuleSource} "
                + $"and the sensors as {options.Words.RuleTarget}.",
            _ => $"there is no target. Give {options.Words.RuleTarget}.",
        };
        return $"{Described(rows)} is left out: {why}";
    }

    private static string Described(IEnumerable<PortRequirement> rows) =>
        $"{rows.First().Id} ({PortName.Of(rows.Select(row => (row.Transport, row.Port)))})";
}
