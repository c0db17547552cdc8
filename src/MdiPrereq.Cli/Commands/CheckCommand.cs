using System;
using System.Collections.Generic;
using System.CommandLine;
using MdiPrereq.Checks.Server;
using MdiPrereq.Cli.Output;
using MdiPrereq.Engine;
using MdiPrereq.Results;

namespace MdiPrereq.Cli.Commands;

/// <summary><c>mdiprereq check</c>: everything that a sensor on this machine needs, in one run.</summary>
internal sealed class CheckCommand
{
    private readonly ToolHost _host;
    private readonly Option<OutputFormat> _output = OutputOption.Create();
    private readonly RunOptions _run = new("probe");

    private readonly Argument<string[]> _controllers = new("controllers")
    {
        Description = "The domain controllers to test, in place of those that the domain's DNS names.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<SensorType?> _sensorType = OptionParser.OptionalOneOf<SensorType>(
        "--sensor-type", "The kind of sensor; without it the one that this machine can have.");

    private readonly Option<string[]> _domain = OptionParser.Words(
        "--domain", "The domains whose controllers are tested; without it this machine's own.", "domain");

    private readonly Option<string> _workspace = OptionParser.Workspace("--workspace", "The workspace whose cloud service is tested.");

    private readonly Option<CloudEnvironment> _cloud =
        OptionParser.OneOf("--cloud", "The cloud that the workspace is in.", CloudEnvironment.Commercial);

    private readonly Option<string[]> _devices = OptionParser.Words(
        "--nnr-target",
        "The devices that should have names: names, addresses, blocks, ranges. Without it some neighbours from the ARP table.",
        "target");

    private readonly Option<PrerequisitePart[]> _skip =
        OptionParser.ListOf<PrerequisitePart>("--skip", "What to leave out; several with commas.");

    private CheckCommand(ToolHost host) => _host = host;

    public static Command Create(ToolHost host)
    {
        var check = new CheckCommand(host);
        var command = new Command(
            "check", "Tests everything that a sensor on this machine needs: ports, cloud service, adapters, names of devices.")
        {
            check._controllers,
            check._sensorType,
            check._domain,
            check._workspace,
            check._cloud,
            check._devices,
            check._skip,
        };
        check._run.AddTo(command);
        command.Add(check._output);
        command.SetAction(check.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var controllers = new TargetReader<TargetName>(
            _host, (text, out target, out problem) => TargetName.TryParse(text, out target, out problem, ToolVocabulary.Instance));
        var devices = new TargetReader<TargetBlock>(
            _host, (text, out block, out problem) => TargetBlock.TryParse(text, out block, out problem, ToolVocabulary.Instance));
        var options = _run.Apply(
            new ServerOptions
            {
                SensorType = parsed.GetValue(_sensorType),
                Controllers = Given(parsed.GetValue(_controllers), controllers),
                DomainNames = parsed.GetValue(_domain)!,
                WorkspaceName = parsed.GetValue(_workspace)!,
                Cloud = parsed.GetValue(_cloud),
                Devices = Given(parsed.GetValue(_devices), devices),
                Skip = parsed.GetValue(_skip)!,
                Machine = _host.Machine,
            },
            parsed,
            _host);
        ServerPlan plan;
        try
        {
            plan = new ServerPlanner(options).MakeAsync(_host.Stop).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_host.Stop.IsCancellationRequested)
        {
            return ExitCode.Stopped;
        }

        foreach (var text in plan.Facts) _host.Error.WriteLine(text);
        foreach (var text in plan.Notices) _host.Error.WriteLine(text);
        foreach (var text in plan.Doubts) _host.Error.WriteLine(text);
        foreach (var problem in plan.Problems) _host.Error.WriteLine(problem.Text);

        var format = parsed.GetValue(_output);
        using var run = new ServerRun(options, plan);
        var names = new ResultKeys();
        var writer = format switch
        {
            OutputFormat.Json => new MixedRecords(_host.Out),
            OutputFormat.Csv => new CsvRecords<CheckResult>(_host.Out, ("Check", result => names.Check(names.Of(result)))),
            _ => RecordWriter.Open<CheckResult>(format, _host, () => new CheckTable(_host, plan, run)),
        };
        var code = new ProbeSession(_host, format).Run(run.Window, run.Starts(), writer, new RunTally("check"));

        // A run that did not come to something is no proof that all is well.
        if (code == ExitCode.Ok && plan.Doubts.Count + plan.Problems.Count > 0) code = ExitCode.RequirementFails;
        return controllers.Judge(devices.Judge(code));
    }

    /// <summary>What was given; null when nothing was.</summary>
    private static IReadOnlyList<T>? Given<T>(string[]? given, TargetReader<T> reader) =>
        given is { Length: > 0 } ? reader.Read(given) : null;
}
