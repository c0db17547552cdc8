using System;
using System.Linq;
using MdiPrereq.Probing;
using MdiPrereq.Requirements;

namespace MdiPrereq.Tests;

/// <summary>Tests the Standalone rows against each target that is named and prints one line a row; the tests read them.</summary>
internal static class Program
{
    public static int Main(string[] targets)
    {
        var plan = PortTestPlan.ForFilter(new RequirementFilter { SensorType = [SensorType.Standalone] }, workspaceIsKnown: false);
        using var run = new PortTestRun(new PortTestOptions());
        foreach (var target in targets) run.Start(TargetName.Parse(target), plan.TargetRows);
        var results = 0;
        while (!run.Window.IsIdle)
        {
            if (!run.Window.TryTake(out var result, 100)) continue;
            results++;
            Console.WriteLine($"{result.ComputerName} {result.RequirementId} {result.Transport} {result.State} {result.Reason} {result.Verified} | {result.Evidence} | {result.Message}");
        }

        return results == targets.Length * plan.TargetRows.Count ? 0 : 1;
    }
}
