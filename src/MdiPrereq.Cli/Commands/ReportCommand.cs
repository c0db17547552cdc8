using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using MdiPrereq.Results.Compare;
using MdiPrereq.Results.Report;

namespace MdiPrereq.Cli.Commands;

/// <summary><c>mdiprereq report</c>: one page of the results of one machine or a thousand.</summary>
internal sealed class ReportCommand
{
    private readonly ToolHost _host;

    private readonly Argument<string[]> _files = new("files")
    {
        Description = "Files of results: what --output results or Export-MdiResult has written.", Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string[]> _baseline =
        Texts("--baseline", "Earlier files of results; the page says what has changed since.", "file");

    private readonly Option<string[]> _expect =
        Texts("--expect", "A machine that should have reported; the page names those that have not.", "name");

    private readonly Option<string> _title = new("--title")
    {
        Description = "The page's title.", HelpName = "text", DefaultValueFactory = _ => ReportPage.DefaultTitle,
    };

    private ReportCommand(ToolHost host) => _host = host;

    public static Command Create(ToolHost host)
    {
        var report = new ReportCommand(host);
        var command = new Command("report", "Writes one HTML page of files of results to standard output.")
        {
            report._files,
            report._baseline,
            report._expect,
            report._title,
        };
        command.SetAction(report.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var data = new ReportData();
        var reader = new ResultFileReader(_host);
        ResultComparison? comparison = null;
        foreach (var name in parsed.GetValue(_expect)!) data.Expect(name);
        if (parsed.GetValue(_baseline) is { Length: > 0 } baseline)
        {
            comparison = new();
            foreach (var result in reader.ReadResults(baseline).OfType<CheckResult>()) comparison.AddEarlier(result);
        }

        foreach (var result in reader.ReadResults(parsed.GetValue(_files)!))
        {
            if (result is NnrMeasure measure) data.Add(measure);
            if (result is not CheckResult check) continue;
            data.Add(check);
            comparison?.AddLater(check);
        }

        if (_host.Stop.IsCancellationRequested) return ExitCode.Stopped;

        // What the comparison holds is given back before the page is made.
        var changes = comparison is null ? null : ChangeSummary.Of(comparison);
        comparison = null;
        data.Complete();
        using var page = new StringWriter();
        ReportPage.Write(page, data, changes, parsed.GetValue(_title)!, DateTime.UtcNow);
        _host.Out.Write(page);
        _host.Out.Flush();
        return reader.AnyFailed ? ExitCode.BadUsage : ExitCode.Ok;
    }

    private static Option<string[]> Texts(string name, string description, string helpName) => new(name)
    {
        Description = description,
        HelpName = helpName,
        DefaultValueFactory = _ => [],
        AllowMultipleArgumentsPerToken = true,
    };
}
