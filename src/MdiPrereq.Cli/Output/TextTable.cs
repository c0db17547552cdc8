using System.Linq;
using Spectre.Console;

namespace MdiPrereq.Cli.Output;

/// <summary>
/// A table without lines, two blanks between the columns. The last column takes the width that is left, and what does not fit
/// into it is cut; the whole text is in JSON and CSV.
/// </summary>
internal sealed class TextTable(int indent, params (string Title, int LeastWidth)[] columns)
{
    private static readonly Style HeaderStyle = new(Color.Grey);

    private Table? _table;
    private bool _hasHeader;

    public void Add(params (string Text, Style Style)[] cells)
    {
        _table ??= Open(isWhole: true);
        _table.AddRow(cells.Select((cell, i) => new Cell(cell.Text, cell.Style, columns[i].LeastWidth)));
    }

    /// <summary>Writes what was added, each column as wide as it needs.</summary>
    public void WriteTo(IAnsiConsole console)
    {
        console.Write(new Unfilled(new Padder(_table!, new(indent, 0, 0, 0))));
        _table = null;
    }

    /// <summary>
    /// Writes a row at once. Spectre.Console's tables are written whole, so it is one by itself, and its columns have their least widths:
    /// who comes later cannot be known. What is wider is cut.
    /// </summary>
    public void Write(IAnsiConsole console, params (string Text, Style Style)[] cells)
    {
        _table = Open(isWhole: false);
        Add(cells);
        WriteTo(console);
    }

    private Table Open(bool isWhole)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = !_hasHeader };
        _hasHeader = true;
        foreach (var (title, width) in columns)
        {
            var isLast = table.Columns.Count == columns.Length - 1;
            table.AddColumn(new(new Text(title, HeaderStyle))
            {
                Padding = new(0, 0, isLast ? 0 : 2, 0),
                NoWrap = !isLast,
                Width = isWhole || isLast ? null : width,
            });
        }

        return table;
    }
}
