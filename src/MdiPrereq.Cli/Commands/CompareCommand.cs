using System.CommandLine;
using MdiPrereq.Cli.Output;
using MdiPrereq.Results.Compare;

namespace MdiPrereq.Cli.Commands;

/// <summary><c>mdiprereq compare</c>: what changed between two files of results?</summary>
internal static class CompareCommand
{
    public static Command Create(ToolHost host)
    {
        var earlier = new Argument<string>("earlier") { Description = "A file of results: what --output results has written." };
        var later = new Argument<string[]>("later") { Description = "Later ones.", Arity = ArgumentArity.OneOrMore };
        var output = OutputOption.CreateForRecords();
        var command = new Command("compare", "Says what changed between files of results. Exit code 1 when something got worse.")
        {
            earlier,
            later,
            output,
        };
        command.SetAction(parsed => Run(host, parsed.GetValue(earlier)!, parsed.GetValue(later)!, parsed.GetValue(output)));
        return command;
    }

    private static int Run(ToolHost host, string earlier, string[] later, OutputFormat format)
    {
        var comparison = new ResultComparison();
        var reader = new ResultFileReader(host);
        foreach (var result in reader.ReadResults([earlier]))
        {
            if (result is CheckResult check) comparison.AddEarlier(check);
        }

        foreach (var result in reader.ReadResults(later))
        {
            if (result is CheckResult check) comparison.AddLater(check);
        }

        if (reader.AnyFailed) return ExitCode.BadUsage;
        var isWorse = false;
        using var writer = RecordWriter.Open(format, host, () => new ChangeTable(host));
        foreach (var change in comparison.Changes())
        {
            isWorse |= change.IsWorse;
            writer.Write(change);
        }

        return isWorse ? ExitCode.RequirementFails : ExitCode.Ok;
    }
}
