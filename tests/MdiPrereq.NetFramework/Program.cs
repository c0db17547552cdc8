using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Engine;
using MdiPrereq.Results;

namespace MdiPrereq.Tests;

/// <summary>Tests the Standalone rows against each target that is named and prints one line a row; the tests read them.</summary>
internal static class Program
{
    public static int Main(string[] targets)
    {
        var plan = PortTestPlan.ForFilter(new RequirementFilter { SensorType = [SensorType.Standalone] }, workspaceIsKnown: false);
        using var run = new PortRun(new PortTestOptions());
        foreach (var target in targets) run.Start(TargetName.Parse(target), plan.TargetRows);
        var results = 0;
        var lines = new List<string>();
        while (!run.Window.IsIdle)
        {
            if (!run.Window.TryTake(out var result, 100)) continue;
            results++;
            lines.Add(ResultFile.Line(ResultType.Of(result.GetType().FullName!)!, property => property.GetValue(result)));
            Console.WriteLine(
                $"{result.ComputerName} {result.RequirementId} {result.Transport} {result.State} {result.Reason} {result.Verified} | "
                    + $"{result.Evidence} | {result.Message}");
        }

        return SurvivesFile(lines) && results == targets.Length * plan.TargetRows.Count ? 0 : 1;
    }

    // Twice, since .NET Framework moves and replaces files by different calls.
    private static bool SurvivesFile(List<string> lines)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.Delete(path);
            ResultFile.Write(path, lines, "", overwrite: true);
            ResultFile.Write(path, lines, "", overwrite: true);
            var restored = ResultFile.Read(path).Select(
                one => ResultFile.Line(ResultType.Of(one.GetType().FullName!)!, property => property.GetValue(one)));
            return restored.SequenceEqual(lines);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
