using System.Collections.Generic;

namespace MdiPrereq.Cli.Output;

/// <summary>Breaks text into lines between words. Nothing is filled up with blanks, which would be in the way when it is copied.</summary>
internal static class WordWrap
{
    public static IEnumerable<string> Lines(string text, int width)
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
