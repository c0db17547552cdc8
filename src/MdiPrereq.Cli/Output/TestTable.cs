using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Contract;
using MdiPrereq.Results;
using Spectre.Console;

namespace MdiPrereq.Cli.Output;

/// <summary>Test results for people: one block for each target as soon as it is complete, and at the end what to do.</summary>
internal sealed class TestTable(ToolHost host, PortTestJob job) : IRecordWriter<PortTestResult>
{
    private readonly IAnsiConsole _console = host.OpenConsole();
    private readonly Dictionary<string, List<PortTestResult>> _incomplete = [];
    private readonly List<PortTestResult> _failed = [];

    public void Write(PortTestResult record)
    {
        if (!_incomplete.TryGetValue(record.ComputerName, out var group)) _incomplete.Add(record.ComputerName, group = []);
        group.Add(record);
        if (record.Verdict == Verdict.Fail) _failed.Add(record);
        if (group.Count < job.ResultsOf(record.ComputerName)) return;
        _incomplete.Remove(record.ComputerName);
        WriteGroup(group);
    }

    public void Dispose()
    {
        // The cloud's rows, and what was found of targets that were stopped half-way.
        foreach (var group in _incomplete.Values) WriteGroup(group);
        _console.WriteAdvice(PortAdvice.From(job.InOrder(_failed)));
        host.Out.Flush();
    }

    private void WriteGroup(List<PortTestResult> results)
    {
        // A run that was stopped shows what it found; what it did not come to is counted in the last line.
        results.RemoveAll(result => result.Reason == Reason.Cancelled);
        if (results.Count == 0) return;

        var first = results[0];
        var address = results.Select(result => result.RemoteAddress).FirstOrDefault(text => text.Length > 0 && text != first.ComputerName);
        _console.Write(new Text(first.ComputerName, new Style(decoration: Decoration.Bold)));
        _console.WriteLine(address is null ? "" : $" ({address})");

        var table = new TextTable(2, ("Verdict", 7), ("Port", 8), ("Service", 23), ("State", 8), ("  ms", 4), ("What was seen", 13));
        foreach (var result in job.InOrder(results))
        {
            table.Add(
                (result.Verdict.ToString(), Labels.StyleOf(result.Verdict)),
                (result.Port == 0 ? "" : PortName.Of(result.Transport, result.Port), Style.Plain),
                (result.Service, Style.Plain),
                (result.State.ToString(), Style.Plain),
                (result.ElapsedMilliseconds.ToString(CultureInfo.InvariantCulture).PadLeft(4), Style.Plain),
                (Seen(result), Style.Plain));
        }

        table.WriteTo(_console);
        _console.WriteLine();
        host.Out.Flush();
    }

    private static string Seen(PortTestResult result)
    {
        if (!result.Verified) return result.Reason.ToString();
        return result.ClockSkewSeconds is { } skew && System.Math.Abs(skew) > PortRules.MaxClockSkew.TotalSeconds
            ? $"clock off by {PortWording.FormatSkew(System.TimeSpan.FromSeconds(skew))}; {result.Evidence}"
            : result.Evidence;
    }
}
