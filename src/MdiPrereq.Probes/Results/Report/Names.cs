using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Results.Report;

/// <summary>Lists of names in a sentence.</summary>
internal static class Names
{
    public const int MostNamed = 5;

    /// <summary>"a", "a and b", "a, b, c, d, e and 12 more".</summary>
    public static string Of(IReadOnlyList<string> names) => names.Count switch
    {
        0 => "",
        1 => names[0],
        <= MostNamed => $"{string.Join(", ", names.Take(names.Count - 1))} and {names[names.Count - 1]}",
        _ => $"{string.Join(", ", names.Take(MostNamed))} and {names.Count - MostNamed} more",
    };

    public static string Count(long count, string one) => count == 1 ? $"1 {one}" : $"{Number(count)} {one}s";

    /// <summary>With a thin space between thousands, which no language takes for something else.</summary>
    public static string Number(long count) => count.ToString("#,0", Format);

    private static readonly System.Globalization.NumberFormatInfo Format = new() { NumberGroupSeparator = "\u202f" };
}
