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
    private int[]? _widths;

    public void Add(params (string Text, Style Style)[] cells) => _rows.Add(cells);

    /// <summary>Writes what was added, each column as wide as it needs.</summary>
    public void WriteTo(IAnsiConsole console)
    {
        WriteHeader(console, [.. columns.Select((column, i) => Math.Max(column.LeastWidth, _rows.Max(row => row[i].Text.Length)))]);
        foreach (var row in _rows) WriteRow(console, row);
    }

    /// <summary>Writes a row at once. The columns have their least widths, and what is wider is cut: who comes later cannot be known.</summary>
    public void Write(IAnsiConsole console, params (string Text, Style Style)[] cells)
    {
        if (_widths is null) WriteHeader(console, [.. columns.Select(column => column.LeastWidth)]);
        WriteRow(console, cells);
    }

    private void WriteHeader(IAnsiConsole console, int[] widths)
    {
        var left = console.Profile.Width - indent - widths[..^1].Sum(width => width + Gap);
        widths[^1] = Math.Max(left, LeastLastWidth);
        _widths = widths;
        WriteRow(console, columns.Select(column => (column.Title, HeaderStyle)));
    }

    private void WriteRow(IAnsiConsole console, IEnumerable<(string Text, Style Style)> cells)
    {
        console.Write(new string(' ', indent));
        var index = 0;
        foreach (var (text, style) in cells)
        {
            // Blanks at the end of a line are only in the way when it is copied.
            var width = _widths![index];
            var last = index == _widths.Length - 1;
            console.Write(new Text(last ? Cut(text, width) : Cut(text, width).PadRight(width + Gap), style));
            index++;
        }

        console.WriteLine();
    }

    private static string Cut(string text, int width) => text.Length <= width ? text : string.Concat(text.AsSpan(0, width - 1), "…");
}
