using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Checks.Ports;

/// <summary>Which of the chosen rows are tested against each target, and which just once.</summary>
internal sealed record PortTestPlan
{
    public SensorType SensorType { get; private init; }

    public Catalog Catalog { get; private init; }

    /// <summary>Against each target.</summary>
    public required IReadOnlyList<PortRequirement> TargetRows { get; init; }

    /// <summary>Inbound and localhost rows: they are about the sensor's machine, which is this one when no target is named.</summary>
    public required IReadOnlyList<PortRequirement> LocalRows { get; init; }

    /// <summary>Once, however many targets there are: the cloud service is no target.</summary>
    public required IReadOnlyList<PortRequirement> CloudRows { get; init; }

    /// <summary>Whether nothing is to be tested.</summary>
    public bool IsEmpty => TargetRows.Count + LocalRows.Count + CloudRows.Count == 0;

    /// <summary>Whether targets have nothing to be tested for: sensor v3.x needs no port on the network.</summary>
    public bool IsNotApplicable => IsEmpty && SensorType == SensorType.Modern;

    /// <summary>For each port that a filter names and that only rows have which the plan leaves out, what must be given for it.</summary>
    public IEnumerable<(int Port, PortRequirement Row)> LeftOut(RequirementFilter filter)
    {
        IEnumerable<PortRequirement> planned = [.. TargetRows, .. LocalRows, .. CloudRows];
        return (filter.Port ?? []).Distinct().Where(port => planned.All(row => row.Port != port))
            .SelectMany(port => filter.Select().Where(row => row.Port == port).Take(1).Select(row => (port, row)));
    }

    /// <summary>The plan for rows that were asked for by name: all of them count.</summary>
    public static PortTestPlan ForRows(IReadOnlyCollection<PortRequirement> rows) => new()
    {
        TargetRows = [.. rows.Where(row => row.Direction == Direction.Outbound && row.Destination != Destination.CloudService)],
        LocalRows = [.. rows.Where(row => row.Direction != Direction.Outbound)],
        CloudRows = [.. rows.Where(row => row.Destination == Destination.CloudService)],
    };

    /// <summary>
    /// The plan for a filter of one kind of sensor. When it names neither destination nor id, the rows that need more than a target are
    /// left out: local rows, and cloud rows unless the workspace is known.
    /// </summary>
    public static PortTestPlan ForFilter(RequirementFilter filter, bool workspaceIsKnown)
    {
        var plan = ForRows([.. filter.Select()]) with { SensorType = filter.SensorType!.Single(), Catalog = filter.Catalog };
        if (filter.Destination?.Count > 0 || filter.Id?.Count > 0)
        {
            // Naming a workspace asks for its cloud row, whatever other rows are asked for.
            return workspaceIsKnown ? plan with { CloudRows = CloudRowsOf(filter) } : plan;
        }

        return plan with { LocalRows = [], CloudRows = workspaceIsKnown ? CloudRowsOf(filter) : [] };
    }

    private static IReadOnlyList<PortRequirement> CloudRowsOf(RequirementFilter filter) =>
        [
            .. new RequirementFilter
            {
                SensorType = filter.SensorType,
                Catalog = filter.Catalog,
                Destination = [Destination.CloudService],
            }.Select(),
        ];
}
