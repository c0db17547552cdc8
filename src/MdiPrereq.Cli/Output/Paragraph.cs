using System.Collections.Generic;
using Spectre.Console;

namespace MdiPrereq.Cli.Output;

/// <summary>Running text, indented and broken between words. Nothing is filled up with blanks, which would be in the way when it is copied.</summary>
internal static class Paragraph
{
    private const int Indent = 4;

    /// <param name="console">Where to write.</param>
    /// <param name="bullet">What stands before the first line; the others are indented by as much.</param>
    /// <param name="text">The text.</param>
    /// <param name="style">Its style.</param>
    public static void Write(IAnsiConsole console, string bullet, string text, Style style)
    {
        var margin = bullet.PadLeft(Indent + bullet.Length);
        foreach (var line in Lines(text, console.Profile.Width - margin.Length))
        {
            console.Write(new Text($"{margin}{line}\n", style));
            margin = new(' ', margin.Length);
        }
    }

    private static IEnumerable<string> Lines(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        if (line.Length > 0) yield return line;
    }
}
