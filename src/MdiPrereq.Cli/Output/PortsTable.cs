using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Contract;
using Spectre.Console;

namespace MdiPrereq.Cli.Output;

/// <summary>The port table for people: one block for each kind of sensor, the notes behind it.</summary>
internal sealed class PortsTable(ToolHost host) : IRecordWriter<PortRequirement>
{
    private readonly List<PortRequirement> _rows = [];

    public void Write(PortRequirement record) => _rows.Add(record);

    public void Dispose()
    {
        var console = host.OpenConsole();
        foreach (var sensor in _rows.GroupBy(row => (row.SensorType, row.Catalog)))
        {
            console.WriteTitle($"{sensor.Key.SensorType} sensor, {sensor.Key.Catalog} table");
            var table = new TextTable(0, ("Id", 13), ("Port", 8), ("From", 6), ("To", 16), ("Needed", 10), ("Service", 7));
            foreach (var row in sensor)
            {
                table.Add(
                    (row.Id, Style.Plain),
                    (PortName.Of(row.Transport, row.Port), Style.Plain),
                    (row.From, Style.Plain),
                    (row.To, Style.Plain),
                    (Labels.Of(row.Necessity), Style.Plain),
                    (row.Service, Style.Plain));
            }

            table.WriteTo(console);
            WriteNotes(console, [.. sensor]);
            console.WriteLine();
        }
    }

    private static void WriteNotes(IAnsiConsole console, IReadOnlyCollection<PortRequirement> rows)
    {
        var notes = rows.Where(row => row.Note.Length > 0).GroupBy(row => row.Note).ToList();
        if (notes.Count == 0) return;
        console.WriteLine();
        foreach (var note in notes)
        {
            var ids = string.Join(", ", note.Select(row => row.Id).Distinct());
            console.Write(new Text($"{ids}: {note.Key}.\n", new Style(Color.Grey)));
        }
    }
}
