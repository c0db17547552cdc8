using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Runtime.InteropServices;
using MdiPrereq.Checks.NameResolution;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Contract;
using MdiPrereq.Engine;
using MdiPrereq.Results;

namespace MdiPrereq.Tests;

/// <summary>
/// Tests rows or devices and prints one line a result; the tests read them. <c>target...</c>: the Standalone rows, as text.
/// <c>ports catalog id,id... target...</c> and <c>nnr server target...</c>: as lines of a results file. <c>module assembly powershell</c>:
/// see <see cref="ModuleLoad"/>.
/// </summary>
internal static class Program
{
    private const int Wait = 100;

    public static int Main(string[] arguments)
    {
        var exitCode = arguments[0] switch
        {
            "ports" => Ports(arguments[1], arguments[2].Split(','), arguments.Skip(3)),
            "module" => ModuleLoad.Run(arguments[1], arguments[2]),
            "nnr" => Names(arguments[1], arguments.Skip(2)),
            _ => Standalone(arguments),
        };
        Console.Out.Flush();

        // Mono aborts its own timer thread when it ends, and now and then breaks on that.
        if (Environment.OSVersion.Platform == PlatformID.Unix) ExitNow(exitCode);
        return exitCode;
    }

    [DllImport("libc", EntryPoint = "_exit")]
    private static extern void ExitNow(int exitCode);

    private static int Standalone(string[] targets)
    {
        var lines = Test(new(), new() { SensorType = [SensorType.Standalone] }, targets, result => Console.WriteLine(
            $"{result.ComputerName} {result.RequirementId} {result.Transport} {result.State} {result.Reason} {result.Verified} | "
                + $"{result.Evidence} | {result.Message}"));
        return SurvivesFile(lines) ? 0 : 1;
    }

    private static int Ports(string catalog, IReadOnlyList<string> ids, IEnumerable<string> targets)
    {
        var filter = new RequirementFilter
        {
            SensorType = [SensorType.Standalone], Catalog = (Catalog)Enum.Parse(typeof(Catalog), catalog), Id = ids,
        };
        Test(new(), filter, [.. targets], result => Console.WriteLine(Line(result)));
        return 0;
    }

    private static int Names(string server, IEnumerable<string> devices)
    {
        using var run = new NnrRun(new() { DnsServers = [IPAddress.Parse(server)] });
        var count = 0;
        foreach (var device in devices)
        {
            run.Start(TargetName.Parse(device));
            count++;
        }

        return Pump(run.Window, result => Console.WriteLine(Line(result))) == count ? 0 : 1;
    }

    private static List<string> Test(PortTestOptions options, RequirementFilter filter, string[] targets, Action<PortTestResult> print)
    {
        var plan = PortTestPlan.ForFilter(filter, workspaceIsKnown: false);
        using var run = new PortRun(options);
        foreach (var target in targets) run.Start(TargetName.Parse(target), plan.TargetRows);
        var lines = new List<string>();
        Pump(run.Window, result =>
        {
            lines.Add(Line(result));
            print(result);
        });
        return lines.Count == targets.Length * plan.TargetRows.Count
            ? lines
            : throw new InvalidOperationException($"{lines.Count} results.");
    }

    private static int Pump<T>(ProbeWindow<T> window, Action<T> take)
        where T : CheckResult
    {
        var count = 0;
        while (!window.IsIdle)
        {
            if (!window.TryTake(out var result, Wait)) continue;
            take(result);
            count++;
        }

        return count;
    }

    private static string Line(CheckResult result) =>
        ResultFile.Line(ResultType.Of(result.GetType().FullName!)!, property => property.GetValue(result));

    // Twice, since .NET Framework moves and replaces files by different calls.
    private static bool SurvivesFile(List<string> lines)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.Delete(path);
            WholeFile.Write(path, overwrite: true, writer => ResultFile.Write(writer, lines, ""));
            WholeFile.Write(path, overwrite: true, writer => ResultFile.Write(writer, lines, ""));
            return ResultFile.Read(path).Cast<CheckResult>().Select(Line).SequenceEqual(lines);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
