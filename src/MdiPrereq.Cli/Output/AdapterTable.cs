using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Results;
using Spectre.Console;

namespace MdiPrereq.Cli.Output;

/// <summary>Adapter checks for people: one block for each machine or controller, and at the end what to do.</summary>
internal sealed class AdapterTable(ToolHost host) : IRecordWriter<AdapterTestResult>
{
    private readonly List<AdapterTestResult> _results = [];

    public void Write(AdapterTestResult record) => _results.Add(record);

    public void Dispose()
    {
        var console = host.OpenConsole();
        foreach (var target in _results.GroupBy(result => result.ComputerName))
        {
            console.WriteTitle(target.Key);
            var table = new TextTable(2, ("Verdict", 7), ("Adapter", 12), ("Check", 24), ("Actual", 12));
            foreach (var result in target)
            {
                table.Add(
                    (result.Verdict.ToString(), Labels.StyleOf(result.Verdict)),
                    (result.AdapterName.Length > 0 ? result.AdapterName : "-", Style.Plain),
                    (result.Check, Style.Plain),
                    (result.Actual.Length > 0 ? result.Actual : result.Message, Style.Plain));
            }

            table.WriteTo(console);
            console.WriteLine();
        }

        console.WriteAdvice(_results
            .Where(result => result.Verdict is Verdict.Fail or Verdict.Warning)
            .OrderByDescending(result => result.Verdict)
            .Select(result => new Advice($"{NameOf(result)}: {result.Check}", result.Remediation, [result.Message])));
        host.Out.Flush();
    }

    private static string NameOf(AdapterTestResult result) =>
        string.Join(", ", new[] { result.ComputerName, result.AdapterName }.Where(name => name.Length > 0));
}
