using System;
using System.CommandLine;
using System.Linq;
using MdiPrereq.Cli.Output;

namespace MdiPrereq.Cli.Commands;

/// <summary>The option that every command has. What gives no results has no page, no tests and no file of them.</summary>
internal static class OutputOption
{
    private static readonly string[] OfResults = [nameof(OutputFormat.Html), nameof(OutputFormat.JUnit), nameof(OutputFormat.Results)];

    public static Option<OutputFormat> Create() => Create("table|json|csv|html|junit|results");

    public static Option<OutputFormat> CreateForRecords()
    {
        var option = Create("table|json|csv");
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => OfResults.Contains(token.Value, StringComparer.OrdinalIgnoreCase)))
            {
                result.AddError($"'{token.Value}' is for results of tests. Give one of Table, Json, Csv for --output");
            }
        });
        return option;
    }

    private static Option<OutputFormat> Create(string names)
    {
        var option = OptionParser.OneOf("--output", "How to write the results.", OutputFormat.Table);
        option.HelpName = names;
        option.Aliases.Add("-o");
        return option;
    }
}
