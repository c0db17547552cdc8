using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Engine;

namespace MdiPrereq.Cli.Commands;

/// <summary>What a run is asked to do.</summary>
internal sealed class PortTestJob
{
    private readonly Dictionary<string, int> _targetOrder = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(string Id, Transport Transport), int> _order = [];

    public PortTestJob(
        IReadOnlyList<TargetName> targets,
        IReadOnlyList<PortRequirement> rows,
        IReadOnlyList<PortRequirement> cloudRows,
        PortTestOptions options)
    {
        Targets = targets;
        Rows = rows;
        CloudRows = cloudRows;
        Options = options;
        foreach (var target in targets) _targetOrder.TryAdd(target.Given, _targetOrder.Count);
        foreach (var row in rows.Concat(cloudRows)) _order.TryAdd((row.Id, row.Transport), _order.Count);
    }

    public IReadOnlyList<TargetName> Targets { get; }

    /// <summary>Tested against each target.</summary>
    public IReadOnlyList<PortRequirement> Rows { get; }

    /// <summary>Tested once.</summary>
    public IReadOnlyList<PortRequirement> CloudRows { get; }

    public PortTestOptions Options { get; }

    public SensorType SensorType { get; init; }

    public Catalog Catalog { get; init; }

    /// <summary>Whether there is nothing to do: an empty list of targets.</summary>
    public bool IsEmpty => Targets.Count + CloudRows.Count == 0;

    /// <summary>Whether targets have nothing to be tested for: sensor v3.x needs no port on the network.</summary>
    private bool IsNotApplicable => SensorType == SensorType.Modern && Rows.Count + CloudRows.Count == 0;

    /// <summary>Starts the cloud rows and then one target each.</summary>
    public IEnumerable<Action> Starts(PortRun run)
    {
        yield return () => run.StartCloud(CloudRows);
        foreach (var target in Targets)
        {
            if (Rows.Count > 0) yield return () => run.Start(target, Rows);
            else if (IsNotApplicable) yield return () => run.StartNotApplicable(target, SensorType, Catalog);
        }
    }

    /// <summary>How many results a target will have; without end for what is no target.</summary>
    public int ResultsOf(string computerName) => _targetOrder.ContainsKey(computerName) ? Math.Max(Rows.Count, 1) : int.MaxValue;

    /// <summary>Where a result's target stands: as they were given, what is no target behind them.</summary>
    public int OrderOfTarget(PortTestResult result) => _targetOrder.GetValueOrDefault(result.ComputerName, int.MaxValue);

    /// <summary>Where a result stands among those of its target: as in the documents.</summary>
    public int OrderOf(PortTestResult result) => _order.GetValueOrDefault((result.RequirementId, result.Transport));
}
