using System.Text.RegularExpressions;

namespace MdiPrereq.Engine;

/// <summary>The wildcards <c>*</c> and <c>?</c>, as PowerShell users expect them in names.</summary>
internal static class Wildcard
{
    public static bool IsMatch(string text, string pattern) => Regex.IsMatch(
        text,
        "^" + Regex.Escape(pattern).Replace("\\*", ".*").Replace("\\?", ".") + "$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
