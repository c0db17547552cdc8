using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Results;
using Spectre.Console;

namespace MdiPrereq.Cli.Output;

/// <summary>The steps to the cloud service for people: one block for each host and way, and at the end what to do.</summary>
internal sealed class CloudTable(ToolHost host) : IRecordWriter<CloudTestResult>
{
    private readonly List<CloudTestResult> _results = [];

    public void Write(CloudTestResult record) => _results.Add(record);

    public void Dispose()
    {
        var console = host.OpenConsole();
        foreach (var target in _results.GroupBy(TitleOf))
        {
            console.WriteTitle(target.Key);
            var table = new TextTable(2, ("Verdict", 9), ("Check", 16), ("Reason", 6), ("What was seen", 12));
            foreach (var result in target)
            {
                table.Add(
                    (result.Verdict.ToString(), Labels.StyleOf(result.Verdict)),
                    (result.Check.ToString(), Style.Plain),
                    (result.Reason.ToString(), Style.Plain),
                    (result.Check == CloudCheck.DownloadHost ? $"{result.ComputerName}: {result.Evidence}" : result.Evidence, Style.Plain));
            }

            table.WriteTo(console);
            console.WriteLine();
        }

        console.WriteAdvice(_results
            .Where(result => result.Verdict is Verdict.Fail or Verdict.Warning)
            .OrderByDescending(result => result.Verdict)
            .Select(result => new Advice($"{result.ComputerName}: {result.Check}", result.Remediation, [result.Message])));
        host.Out.Flush();
    }

    private static string TitleOf(CloudTestResult result) => result.Check switch
    {
        CloudCheck.RootCertificates or CloudCheck.DownloadHost => "Certificates and revocation lists",
        _ when result.Proxy.Length > 0 => $"{result.ComputerName} through {result.Proxy}",
        _ => result.ComputerName,
    };
}
