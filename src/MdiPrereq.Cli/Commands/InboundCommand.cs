using System.CommandLine;
using System.Diagnostics;
using MdiPrereq.Checks.Inbound;
using MdiPrereq.Cli.Output;

namespace MdiPrereq.Cli.Commands;

/// <summary><c>mdiprereq inbound</c>: joins what the sensor's end and the senders saw.</summary>
internal sealed class InboundCommand
{
    private readonly ToolHost _host;
    private readonly Option<OutputFormat> _output = OutputOption.Create();

    private readonly Argument<string[]> _files = new("files")
    {
        Description = "The files of both ends: what mdiprereq receive and send have written with --output results, or Export-MdiResult.",
        Arity = ArgumentArity.OneOrMore,
    };

    private InboundCommand(ToolHost host) => _host = host;

    public static Command Create(ToolHost host)
    {
        var inbound = new InboundCommand(host);
        var command = new Command("inbound", "Joins the files of both ends: which inbound rows work, and where the others are blocked.")
        {
            inbound._files,
            inbound._output,
        };
        command.SetAction(inbound.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var watch = Stopwatch.StartNew();
        var join = new InboundJoin();
        var reader = new ResultFileReader(_host);
        var others = 0L;
        foreach (var one in reader.Read(parsed.GetValue(_files)!))
        {
            if (one is not ProbeEvidence evidence) others++;
            else if (!join.Add(evidence)) _host.Error.WriteLine(InboundRows.ProblemOfOther(evidence.RequirementId));
        }

        if (_host.Stop.IsCancellationRequested) return ExitCode.Stopped;
        if (others > 0) _host.Error.WriteLine(InboundWording.Others(others));
        foreach (var strays in join.Strays()) _host.Error.WriteLine(strays);
        if (!join.HasSending) return _host.BadUsage(InboundWording.NoSending);

        var format = parsed.GetValue(_output);
        var tally = new InboundTally();
        using (var writer = RecordWriter.Open<PortTestResult>(format, _host, () => new InboundTable(_host)))
        {
            foreach (var result in join.Results())
            {
                tally.Add(result);
                writer.Write(result);
            }
        }

        (format == OutputFormat.Table ? _host.Out : _host.Error).WriteLine(tally.Summary(watch.Elapsed));
        if (reader.AnyFailed) return ExitCode.BadUsage;
        return tally.RequirementFails ? ExitCode.RequirementFails : ExitCode.Ok;
    }
}
