using System;
using System.Globalization;
using System.Text;

namespace MdiPrereq.Protocols;

/// <summary>
/// Makes text from the network harmless wherever it is shown: terminals, CSV files that a spreadsheet opens, pages. What is not
/// plain text is written as <c>\uXXXX</c>, so that it can be seen and nothing is lost.
/// </summary>
internal static class SafeText
{
    /// <summary>The longest DNS name in text form has 253 characters; nothing that names a thing needs more.</summary>
    private const int MaxLength = 256;

    /// <summary>Text with control, format and unassigned characters escaped, and a first character that would start a formula too.</summary>
    public static string Clean(string text)
    {
        var cleaned = new StringBuilder(Math.Min(text.Length, MaxLength));
        foreach (var character in text)
        {
            if (cleaned.Length >= MaxLength)
            {
                cleaned.Append('…');
                break;
            }

            if (IsPlain(character) && !(cleaned.Length == 0 && StartsFormula(character))) cleaned.Append(character);
            else cleaned.Append("\\u").Append(((int)character).ToString("X4", CultureInfo.InvariantCulture));
        }

        return cleaned.ToString();
    }

    // OWASP "CSV Injection": a cell that starts with one of these is run as a formula.
    private static bool StartsFormula(char character) => character is '=' or '+' or '-' or '@';

    private static bool IsPlain(char character)
    {
        if (character is >= ' ' and <= '~') return true;
        return char.GetUnicodeCategory(character) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
            or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.CurrencySymbol
            or UnicodeCategory.DashPunctuation or UnicodeCategory.OtherPunctuation;
    }
}
