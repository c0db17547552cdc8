using System.CommandLine;
using MdiPrereq.Checks.Cloud;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Cli.Output;
using MdiPrereq.Engine;

namespace MdiPrereq.Cli.Commands;

/// <summary><c>mdiprereq test</c>: are the ports open, from this machine, and is the right service behind them?</summary>
internal sealed class TestCommand
{
    private readonly ToolHost _host;
    private readonly RowOptions _rows = new();
    private readonly RunOptions _run = new("probe");
    private readonly Option<OutputFormat> _output = OutputOption.Create();

    private readonly Argument<string[]> _targets =
        TargetArgument.Create("Host names or addresses; - reads them from standard input, one a line.");

    private readonly Option<SensorType> _sensorType =
        OptionParser.OneOf("--sensor-type", "The kind of sensor whose table is tested.", SensorType.Classic);

    private readonly Option<string> _workspace = OptionParser.Workspace("--workspace", "Test the cloud service of this workspace too.");

    private TestCommand(ToolHost host) => _host = host;

    public static Command Create(ToolHost host)
    {
        var test = new TestCommand(host);
        var command = new Command("test", "Tests each row of the port table against each target by speaking the row's protocol.")
        {
            test._targets,
            test._sensorType,
        };
        test._rows.AddTo(command);
        command.Add(test._workspace);
        test._run.AddTo(command);
        command.Add(test._output);
        command.SetAction(test.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var given = parsed.GetValue(_targets) ?? [];
        var workspace = parsed.GetValue(_workspace)!;
        var sensorType = parsed.GetValue(_sensorType);
        var filter = _rows.FilterOf(parsed, sensorType);
        var unmatched = sensorType == SensorType.Modern ? RowOptions.ProblemOfUnknownPort(filter) : RowOptions.ProblemOf(filter);
        if (unmatched is not null) return _host.BadUsage(unmatched);

        var plan = PortTestPlan.ForFilter(filter, workspace.Length > 0);
        if (ProblemOf(plan, filter, sensorType, given.Length > 0) is { } problem) return _host.BadUsage(problem);

        var reader = new TargetReader<TargetName>(
            _host, (text, out target, out problem) => TargetName.TryParse(text, out target, out problem, ToolVocabulary.Instance));
        var targets = reader.Read(given);

        if (_host.Stop.IsCancellationRequested) return ExitCode.Stopped;
        var session = new PortTestSession(_host, parsed.GetValue(_output), new(plan, given.Length > 0 ? targets : null));
        if (given.Length > 0 && targets.Count + plan.CloudRows.Count == 0)
        {
            // Output that is read as data must be data, without records too.
            session.OpenWriter().Dispose();
            return reader.NothingToTest();
        }

        var cloud = workspace.Length > 0 ? CloudRows.TestOf(workspace, _host.Machine) : null;
        return reader.Judge(session.Run(_run.Apply(new PortTestOptions { Cloud = cloud }, parsed, _host)));
    }

    private static string? ProblemOf(PortTestPlan plan, RequirementFilter filter, SensorType sensorType, bool anyTarget)
    {
        if (sensorType != SensorType.Modern)
        {
            foreach (var (port, row) in plan.LeftOut(filter))
            {
                return row.Destination == Destination.CloudService
                    ? $"Port {port} is that of the cloud service ({row.Id}). Give --workspace to have it tested."
                    : $"Port {port} is one of the sensor's own machine ({row.Id}). "
                        + $"Give --destination {row.Destination} to have it looked at.";
            }
        }

        if (anyTarget)
        {
            return !plan.IsEmpty || sensorType == SensorType.Modern
                ? null
                : $"No row of the {sensorType} table matches all of these. See mdiprereq ports --sensor-type {sensorType}.";
        }

        return plan.LocalRows.Count + plan.CloudRows.Count > 0
            ? null
            : "There is no target. Give names or addresses, such as mdiprereq test dc01.contoso.com, or - for standard input.";
    }
}
