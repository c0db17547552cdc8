using System;
using System.CommandLine;
using System.Linq;
using MdiPrereq.Cli.Output;

namespace MdiPrereq.Cli.Commands;

/// <summary>The option that every command has. What gives no results has no page, no tests and no file of them.</summary>
internal static class OutputOption
{
    private static readonly string[] OfVerdicts = [nameof(OutputFormat.Html), nameof(OutputFormat.JUnit)];
    private static readonly string[] OfResults = [.. OfVerdicts, nameof(OutputFormat.Results)];

    public static Option<OutputFormat> Create() => Create("table|json|csv|html|junit|results");

    public static Option<OutputFormat> CreateForRecords() => Create("table|json|csv", OfResults, "Table, Json, Csv");

    /// <summary>What one end of a connection saw travels in files, and is no result by itself.</summary>
    public static Option<OutputFormat> CreateForEvidence() => Create("table|json|csv|results", OfVerdicts, "Table, Json, Csv, Results");

    private static Option<OutputFormat> Create(string names, string[] refused, string left)
    {
        var option = Create(names);
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => refused.Contains(token.Value, StringComparer.OrdinalIgnoreCase)))
            {
                result.AddError($"'{token.Value}' is for results of tests. Give one of {left} for --output");
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
