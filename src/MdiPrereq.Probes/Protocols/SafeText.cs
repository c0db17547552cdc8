using System.Globalization;
using System.Text;

namespace MdiPrereq.Protocols;

/// <summary>
/// Makes text from elsewhere (the network, a file) harmless wherever it is shown: terminals, CSV files that a spreadsheet opens, pages.
/// What is not plain text is written as <c>\uXXXX</c>, so that it can be seen and nothing is lost. Cleaning what is clean changes nothing.
/// </summary>
internal static class SafeText
{
    /// <summary>The longest DNS name in text form has 253 characters; nothing that names a thing needs more.</summary>
    private const int MaxNameLength = 256;

    /// <summary>What a cell of a spreadsheet can hold, and more than any sentence of ours has.</summary>
    private const int MaxSentenceLength = 32767;

    /// <summary>
    /// A name with control, format, invisible and unassigned characters escaped, and any character that would start a formula: the
    /// first one, and the first one after what some spreadsheet takes for the end of a cell.
    /// </summary>
    public static string Clean(string text) => Clean(text, MaxNameLength);

    /// <summary>The same for what may be sentences: results from a file, cells of a table.</summary>
    public static string CleanSentence(string text) => Clean(text, MaxSentenceLength);

    private static string Clean(string text, int maxLength)
    {
        if (text.Length <= maxLength && IsHarmless(text)) return text;
        StringBuilder? cleaned = null;
        var startsCell = true;
        var length = 0;
        for (var i = 0; i < text.Length && length <= maxLength; i++)
        {
            var character = text[i];
            var isPlain = IsPlain(character) && !(startsCell && StartsFormula(character));
            startsCell = isPlain && (character is ',' or ';' || (startsCell && IsPassedOver(character)));
            if (isPlain) cleaned?.Append(character);
            else
            {
                cleaned ??= new StringBuilder(text, 0, i, i + 32);
                cleaned.Append("\\u").Append(((int)character).ToString("X4", CultureInfo.InvariantCulture));
            }

            length = cleaned?.Length ?? i + 1;
        }

        if (length > maxLength) return (cleaned?.ToString() ?? text).Substring(0, maxLength - 1) + "…";
        return cleaned?.ToString() ?? text;
    }

    // Nearly all text is of plain characters without a sign that could start a formula. For others this says nothing.
    private static bool IsHarmless(string text)
    {
        var before = ',';
        foreach (var character in text)
        {
            if (character is < ' ' or > '~') return false;
            if (character is '=' or '+' or '-' or '@' && before is ',' or ';' or ' ' or '"' or '\'') return false;
            before = character;
        }

        return true;
    }

    // OWASP "CSV Injection": a cell that starts with one of these is run as a formula. The wide and small forms are the same signs where
    // people write Chinese, Japanese or Korean; those that are missing here (U+FF1D, U+FF0B, U+FE66, U+FE62) are never plain.
    private static bool StartsFormula(char character) =>
        character is '=' or '+' or '-' or '@' or '\uFF0D' or '\uFF20' or '\uFE63' or '\uFE6B';

    // A file with commas opened where lists have semicolons, or the other way round: its quotes no longer hold a cell together, but
    // stand in it, and are taken for an empty quoted cell before the sign. Some trim the spaces.
    private static bool IsPassedOver(char character) => character is ' ' or '"' or '\'';

    private static bool IsPlain(char character)
    {
        if (character is >= ' ' and <= '~') return true;

        // The fillers of Hangul: letters that show nothing.
        if (character is '\u115F' or '\u1160' or '\u3164' or '\uFFA0') return false;
        return char.GetUnicodeCategory(character) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
            or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.CurrencySymbol
            or UnicodeCategory.DashPunctuation or UnicodeCategory.OtherPunctuation;
    }
}
