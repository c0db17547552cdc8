using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Results;
using Spectre.Console;

namespace MdiPrereq.Cli.Output;

/// <summary>What stands around tables.</summary>
internal static class Layout
{
    private const int Indent = 4;

    private static readonly Style Grey = new(Color.Grey);

    /// <summary>A title on a line by itself.</summary>
    public static void WriteTitle(this IAnsiConsole console, string title) =>
        console.Write(new Text($"{title}\n", new(decoration: Decoration.Bold)));

    /// <summary>Running text, indented and broken between words.</summary>
    /// <param name="console">Where to write.</param>
    /// <param name="text">The text.</param>
    /// <param name="style">Its style.</param>
    /// <param name="bullet">What stands before the first line.</param>
    public static void WriteParagraph(this IAnsiConsole console, string text, Style style, string bullet = "")
    {
        var grid = new Grid();
        if (bullet.Length > 0) grid.AddColumn(new() { Padding = new(Indent, 0, 1, 0), NoWrap = true });
        grid.AddColumn(new() { Padding = new(bullet.Length > 0 ? 0 : Indent, 0, 0, 0) });
        grid.AddRow(bullet.Length > 0 ? [new Text(bullet, style), new Text(text, style)] : [new Text(text, style)]);
        console.Write(new Unfilled(grid));
    }

    /// <summary>What to do, said once for all results of which the same is to be said.</summary>
    /// <param name="console">Where to write.</param>
    /// <param name="results">The results that want something.</param>
    /// <param name="nameOf">What to call one.</param>
    public static void WriteAdvice<T>(this IAnsiConsole console, IEnumerable<T> results, Func<T, string> nameOf)
        where T : CheckResult => console.WriteAdvice(results
            .GroupBy(one => (one.Message, one.Remediation))
            .Select(alike => new Advice(string.Join(", ", alike.Select(nameOf)), alike.Key.Remediation, [alike.Key.Message])));

    /// <summary>What to do, at the end of a run; nothing when there is nothing.</summary>
    public static void WriteAdvice(this IAnsiConsole console, IEnumerable<Advice> advice)
    {
        var any = false;
        foreach (var one in advice)
        {
            if (!any) console.WriteTitle("What to do\n");
            any = true;
            console.WriteLine($"  {one.Subject}");
            console.WriteParagraph(one.Remediation, Style.Plain);
            foreach (var seen in one.Seen) console.WriteParagraph(seen, Grey, "-");
            console.WriteLine();
        }
    }
}
