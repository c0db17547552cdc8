using Spectre.Console;

namespace MdiPrereq.Cli.Output;

/// <summary>Changes for people: what changed in one line, and below it how.</summary>
internal sealed class ChangeTable(ToolHost host) : IRecordWriter<ResultChange>
{
    private readonly IAnsiConsole _console = host.OpenConsole();
    private bool _any;

    public void Write(ResultChange record)
    {
        _any = true;
        var style = record.IsWorse ? new Style(Color.Red) : record.Change == ResultChangeKind.Fixed ? new(Color.Green) : Style.Plain;
        _console.Write(new Text(record.Change.ToString(), style));
        _console.WriteLine($"  {record.SourceComputer} to {record.ComputerName}, {record.Check}");
        _console.Write(new Unfilled(new Padder(new Text(record.Message), new(2, 0, 0, 0))));
    }

    public void Dispose()
    {
        if (!_any) host.Out.WriteLine("Nothing changed.");
        host.Out.Flush();
    }
}
