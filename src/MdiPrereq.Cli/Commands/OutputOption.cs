using System.CommandLine;
using MdiPrereq.Cli.Output;

namespace MdiPrereq.Cli.Commands;

/// <summary>The option that every command has.</summary>
internal static class OutputOption
{
    public static Option<OutputFormat> Create()
    {
        var option = OptionParser.OneOf("--output", "How to write the results.", OutputFormat.Table);
        option.HelpName = "table|json|csv";
        option.Aliases.Add("-o");
        return option;
    }
}
