using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Engine;
using MdiPrereq.Machine;

namespace MdiPrereq.Checks.Ports;

/// <summary>Which rows are tested against which targets, and where each result stands among the others.</summary>
/// <param name="plan">The rows.</param>
/// <param name="targets">The targets, counted out as they are started; null when none was named.</param>
internal sealed class PortTestJob(PortTestPlan plan, IEnumerable<TargetName>? targets)
{
    private readonly Dictionary<string, int> _targetOrder = new(StringComparer.OrdinalIgnoreCase);

    // Rows about the sensor's own machine need no target: they are about this one.
    private readonly IReadOnlyList<PortRequirement> _rows = targets is null ? plan.LocalRows : [.. plan.TargetRows, .. plan.LocalRows];

    /// <summary>Starts the cloud rows and then one target each.</summary>
    public IEnumerable<Action> Starts(PortRun run)
    {
        if (plan.IsEmpty && !plan.IsNotApplicable) yield break;
        if (plan.CloudRows.Count > 0) yield return () => run.StartCloud(plan.CloudRows);
        foreach (var target in targets ?? (_rows.Count > 0 ? [TargetName.Parse(LocalMachine.Name)] : []))
        {
            if (!_targetOrder.ContainsKey(target.Given)) _targetOrder.Add(target.Given, _targetOrder.Count);
            if (_rows.Count > 0) yield return () => run.Start(target, _rows);
            else if (plan.IsNotApplicable) yield return () => run.StartNotApplicable(target, plan.SensorType, plan.Catalog);
        }
    }

    /// <summary>How many results a target will have; without end for what is no target.</summary>
    public int ResultsOf(string computerName) => _targetOrder.ContainsKey(computerName) ? Math.Max(_rows.Count, 1) : int.MaxValue;

    /// <summary>
    /// Results by target in the order in which these were given, what is no target behind them; and by row as in the documents.
    /// </summary>
    public IEnumerable<PortTestResult> InOrder(IEnumerable<PortTestResult> results)
    {
        var rows = _rows.Concat(plan.CloudRows).Select(row => (row.Id, row.Transport)).Distinct().ToList();
        return results
            .OrderBy(result => _targetOrder.TryGetValue(result.ComputerName, out var order) ? order : int.MaxValue)
            .ThenBy(result => rows.IndexOf((result.RequirementId, result.Transport)));
    }
}
