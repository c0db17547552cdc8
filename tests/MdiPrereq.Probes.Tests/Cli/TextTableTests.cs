using System.IO;
using System.Linq;
using MdiPrereq.Cli;
using MdiPrereq.Cli.Output;
using Spectre.Console;
using Xunit;

namespace MdiPrereq.Tests.Cli;

/// <summary>Tables as people and their clipboards get them.</summary>
public class TextTableTests
{
    private const string Long = "a sentence that is longer than there is room for";

    [Fact]
    public void What_does_not_fit_into_the_last_column_is_cut() =>
        Assert.Equal(
            ["  One   Last", "  1     a sentence th…", "  long  x"],
            Lines(22, table => table.Add(Row("1", Long)), table => table.Add(Row("long", "x"))));

    [Fact]
    public void In_a_narrow_window_the_last_column_is_still_to_be_read() =>
        Assert.Equal(["  One  Last", "  1    a sen…"], Lines(4, table => table.Add(Row("1", Long))));

    [Fact]
    public void Text_is_never_markup() =>
        Assert.Equal(["  One    Last", "  [red]  [/] [link=x]"], Lines(40, table => table.Add(Row("[red]", "[/] [link=x]"))));

    [Fact]
    public void Rows_that_come_one_by_one_stand_below_each_other()
    {
        using var output = new StringWriter();
        var console = Host(output, 40).OpenConsole();
        var table = Table();
        table.Write(console, Row("1", "x"));
        table.Write(console, Row("wider", "y"));
        Assert.Equal(["  One  Last", "  1    x", "  wi…  y"], Split(output));
    }

    [Fact]
    public void A_paragraph_is_broken_between_words_and_never_within()
    {
        using var output = new StringWriter();
        Host(output, 20).OpenConsole().WriteParagraph("See https://learn.microsoft.com/x for more.", Style.Plain, "-");
        Assert.Equal(["    - See", "      https://learn.microsoft.com/x", "      for more."], Split(output));
    }

    private static TextTable Table() => new(2, ("One", 3), ("Last", 6));

    private static (string Text, Style Style)[] Row(string one, string last) => [(one, Style.Plain), (last, Style.Plain)];

    private static ToolHost Host(TextWriter output, int width) =>
        new() { In = TextReader.Null, Out = output, Error = TextWriter.Null, Width = width };

    private static string[] Lines(int width, params System.Action<TextTable>[] fill)
    {
        using var output = new StringWriter();
        var table = Table();
        foreach (var one in fill) one(table);
        table.WriteTo(Host(output, width).OpenConsole());
        return Split(output);
    }

    private static string[] Split(StringWriter output) =>
        [.. output.ToString().TrimEnd('\n').Split('\n').Select(line => line.TrimEnd('\r'))];
}
