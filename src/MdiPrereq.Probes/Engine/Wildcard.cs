namespace MdiPrereq.Engine;

/// <summary>The wildcards <c>*</c> and <c>?</c>, as PowerShell users expect them in names.</summary>
internal static class Wildcard
{
    /// <summary>
    /// Whether a pattern covers all of a text, letter case aside. A star is only ever widened from the last one on, never again from
    /// one before it: what lies between two stars is best found as early as can be. So the work is at most the product of the two
    /// lengths, whatever the number of stars, and texts here are names.
    /// </summary>
    public static bool IsMatch(string text, string pattern)
    {
        var at = 0;
        var star = -1; // where the last star stands,
        var resume = 0; // and where what comes behind it is tried next.
        for (var i = 0; i < text.Length;)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                star = at++;
                resume = i;
            }
            else if (at < pattern.Length && (pattern[at] == '?' || AreSame(pattern[at], text[i])))
            {
                at++;
                i++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                i = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (at < pattern.Length && pattern[at] == '*') at++;
        return at == pattern.Length;
    }

    private static bool AreSame(char one, char other) => one == other || char.ToUpperInvariant(one) == char.ToUpperInvariant(other);
}
