using System.Collections.Generic;
using System.Linq;
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
            console.Write(new Text($"{target.Key}\n", new Style(decoration: Decoration.Bold)));
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

        var wrong = _results.Where(result => result.Verdict is Verdict.Fail or Verdict.Warning).OrderByDescending(result => result.Verdict).ToList();
        if (wrong.Count > 0) console.Write(new Text("What to do\n\n", new Style(decoration: Decoration.Bold)));
        foreach (var result in wrong)
        {
            console.WriteLine($"  {string.Join(", ", new[] { result.ComputerName, result.AdapterName }.Where(name => name.Length > 0))}: {result.Check}");
            Paragraph.Write(console, "", result.Remediation, Style.Plain);
            Paragraph.Write(console, "- ", result.Message, new Style(Color.Grey));
            console.WriteLine();
        }

        host.Out.Flush();
    }
}
