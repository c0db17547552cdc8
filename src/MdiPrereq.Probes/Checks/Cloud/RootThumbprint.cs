using System.Linq;

namespace MdiPrereq.Checks.Cloud;

/// <summary>A SHA-1 thumbprint as users give it: as certificate viewers show it, with blanks or colons, and perhaps an invisible mark in front.</summary>
internal static class RootThumbprint
{
    private const int Length = 40;

    /// <returns>The bare digits; null when the text is none.</returns>
    public static string? Parse(string text)
    {
        var digits = new string([.. text.Where(IsHexDigit)]);
        return digits.Length == Length && !text.Any(c => !IsHexDigit(c) && IsAsciiLetter(c)) ? digits : null;
    }

    public static string ProblemOf(string text) =>
        $"'{text}' is not a thumbprint. Give the SHA-1 thumbprint of a root certificate, 40 hexadecimal digits, as (Get-ChildItem Cert:\\LocalMachine\\Root).Thumbprint shows it.";

    private static bool IsHexDigit(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');

    private static bool IsAsciiLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
