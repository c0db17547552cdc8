using System.CommandLine;
using System.Linq;
using MdiPrereq.Cli.Output;

namespace MdiPrereq.Cli.Commands;

/// <summary><c>mdiprereq ports</c>: the port tables.</summary>
internal static class PortsCommand
{
    public static Command Create(ToolHost host)
    {
        var sensorType = OptionParser.ListOf<SensorType>("--sensor-type", "Only rows for these kinds of sensor; several with commas.");
        var output = OutputOption.CreateForRecords();
        var rows = new RowOptions();
        var command = new Command("ports", "Lists the ports that must be open, as Microsoft documents them. Sends nothing.") { sensorType };
        rows.AddTo(command);
        command.Add(output);
        command.SetAction(parsed =>
        {
            var filter = rows.FilterOf(parsed, parsed.GetValue(sensorType)!);
            if (RowOptions.ProblemOf(filter) is { } problem) return host.BadUsage(problem);
            var found = filter.Select().ToList();
            if (found.Count == 0)
            {
                return host.BadUsage("No row of the port table matches all of these. Give fewer options; mdiprereq ports shows every row.");
            }

            using var writer = RecordWriter.Open(parsed.GetValue(output), host, () => new PortsTable(host));
            foreach (var row in found) writer.Write(row);
            return ExitCode.Ok;
        });
        return command;
    }
}
