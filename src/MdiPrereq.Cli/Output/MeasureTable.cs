using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Spectre.Console;

namespace MdiPrereq.Cli.Output;

/// <summary>The measure of name resolution for people: a line for each method of each subnet, and of all.</summary>
internal sealed class MeasureTable(ToolHost host) : IRecordWriter<NnrMeasure>
{
    private const string Explanation =
        "The sensor's health alert 'Low success rate of active name resolution' comes when a method fails for more than 90 % "
        + "of the devices that it sees. RDP has no alert.";

    private readonly List<NnrMeasure> _rows = [];

    public void Write(NnrMeasure record) => _rows.Add(record);

    public void Dispose()
    {
        var console = host.OpenConsole();
        if (_rows.Count == 0)
        {
            console.WriteLine("No device was asked.");
            return;
        }

        console.WriteTitle("How often each method fails\n");

        // The total of one subnet would say the same again.
        var subnets = _rows.GroupBy(row => row.Subnet).ToList();
        if (subnets.Count == 2) subnets.RemoveAt(1);
        var table = new TextTable(
            2, ("Subnet", 6), ("Method", 17), ("Devices", 7), ("Named", 5), ("Failed", 6), ("Failed %", 8), ("Alert", 8));
        foreach (var subnet in subnets)
        {
            var title = subnet.Key;
            foreach (var row in subnet)
            {
                table.Add(
                    (title, Style.Plain),
                    (Labels.Of(row.Method), Style.Plain),
                    (Number(row.Devices, 7), Style.Plain),
                    (Number(row.Resolved, 5), Style.Plain),
                    (Number(row.Failed, 6), Style.Plain),
                    (row.FailurePercent.ToString("0.0", CultureInfo.InvariantCulture).PadLeft(8), Style.Plain),
                    (AlertOf(row), row.AlertExpected ? Labels.StyleOf(Verdict.Fail) : Style.Plain));
                title = "";
            }
        }

        table.WriteTo(console);
        console.WriteLine();
        foreach (var row in _rows.Where(row => row.FailingSubnets.Length > 0 && subnets.Count > 1 && row.Method != NnrMethod.Rdp))
        {
            console.WriteParagraph($"{Labels.Of(row.Method)} fails for more than 90 % in: {row.FailingSubnets}", Style.Plain);
        }

        console.WriteParagraph(Explanation, new(Color.Grey));
        console.WriteLine();
    }

    private static string AlertOf(NnrMeasure row) => row switch
    {
        { Method: NnrMethod.Rdp } => "-",
        { AlertExpected: true } => "expected",
        _ => "no",
    };

    private static string Number(long number, int width) => number.ToString(CultureInfo.InvariantCulture).PadLeft(width);
}
