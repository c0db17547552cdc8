using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Contract;
using Spectre.Console;

namespace MdiPrereq.Cli.Output;

/// <summary>Rows that were tested from both ends, for people: one table, and at the end what is not right and what to do.</summary>
internal sealed class InboundTable(ToolHost host) : IRecordWriter<PortTestResult>
{
    private readonly IAnsiConsole _console = host.OpenConsole();
    private readonly List<PortTestResult> _results = [];

    public void Write(PortTestResult record) => _results.Add(record);

    public void Dispose()
    {
        var table = new TextTable(2, ("Verdict", 9), ("From", 15), ("Sensor", 15), ("Port", 8), ("State", 8), ("What was seen", 13));
        foreach (var result in _results)
        {
            table.Add(
                (result.Verdict.ToString(), Labels.StyleOf(result.Verdict)),
                (result.SourceComputer, Style.Plain),
                (result.ComputerName, Style.Plain),
                (PortOf(result), Style.Plain),
                (result.State.ToString(), Style.Plain),
                (result.Verified ? result.Evidence : result.Reason.ToString(), Style.Plain));
        }

        table.WriteTo(_console);
        _console.WriteLine();
        _console.WriteAdvice(
            _results.Where(one => one.Verdict != Verdict.Pass), one => $"{one.SourceComputer} to {one.ComputerName} {PortOf(one)}");
        host.Out.Flush();
    }

    private static string PortOf(PortTestResult result) => PortName.Of(result.Transport, result.Port);
}
