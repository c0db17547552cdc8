using System;
using System.Collections.Generic;
using System.Linq;
using Spectre.Console;

namespace MdiPrereq.Cli.Output;

/// <summary>
/// A table without lines, two blanks between the columns. The last column takes the width that is left, and what does not fit
/// into it is cut; the whole text is in JSON and CSV.
/// </summary>
internal sealed class TextTable(int indent, params (string Title, int LeastWidth)[] columns)
{
    private const int Gap = 2;
    private const int LeastLastWidth = 12;

    private static readonly Style HeaderStyle = new(Color.Grey);

    private readonly List<(string Text, Style Style)[]> _rows = [];

    public void Add(params (string Text, Style Style)[] cells) => _rows.Add(cells);

    public void WriteTo(IAnsiConsole console)
    {
        var widths = columns.Select((column, i) => Math.Max(column.LeastWidth, _rows.Max(row => row[i].Text.Length))).ToArray();
        var left = console.Profile.Width - indent - widths[..^1].Sum(width => width + Gap);
        widths[^1] = Math.Min(widths[^1], Math.Max(left, LeastLastWidth));

        Write(console, columns.Select(column => (column.Title, HeaderStyle)), widths);
        foreach (var row in _rows) Write(console, row, widths);
    }

    private void Write(IAnsiConsole console, IEnumerable<(string Text, Style Style)> cells, int[] widths)
    {
        console.Write(new string(' ', indent));
        var index = 0;
        foreach (var (text, style) in cells)
        {
            // Blanks at the end of a line are only in the way when it is copied.
            var last = index == widths.Length - 1;
            console.Write(new Text(last ? Cut(text, widths[index]) : text.PadRight(widths[index] + Gap), style));
            index++;
        }

        console.WriteLine();
    }

    private static string Cut(string text, int width) => text.Length <= width ? text : string.Concat(text.AsSpan(0, width - 1), "…");
}
