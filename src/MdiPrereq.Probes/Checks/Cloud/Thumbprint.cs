using System.Linq;

namespace MdiPrereq.Checks.Cloud;

/// <summary>
/// A SHA-1 thumbprint as users give it: as certificate viewers show it, with blanks or colons, and perhaps an invisible mark in
/// front.
/// </summary>
internal static class Thumbprint
{
    private const int Length = 40;

    /// <param name="text">What the user gave.</param>
    /// <param name="thumbprint">The bare digits; empty when the text is none.</param>
    /// <param name="problem">What is wrong and what to give instead; empty when nothing is.</param>
    public static bool TryParse(string text, out string thumbprint, out string problem)
    {
        thumbprint = new([.. text.Where(IsHexDigit)]);
        problem = "";
        if (thumbprint.Length == Length && !text.Any(c => !IsHexDigit(c) && IsAsciiLetter(c))) return true;
        thumbprint = "";
        problem = $"'{text}' is not a thumbprint. Give the SHA-1 thumbprint of a root certificate, 40 hexadecimal digits, "
            + "as (Get-ChildItem Cert:\\LocalMachine\\Root).Thumbprint shows it.";
        return false;
    }

    private static bool IsHexDigit(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');

    private static bool IsAsciiLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
