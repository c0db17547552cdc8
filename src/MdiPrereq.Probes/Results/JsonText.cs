using System;
using System.Globalization;
using System.IO;

namespace MdiPrereq.Results;

/// <summary>
/// Writes the values that results are made of as JSON, in ASCII alone: Windows PowerShell reads files in the ANSI code page.
/// </summary>
internal static class JsonText
{
    /// <exception cref="ArgumentOutOfRangeException">A number that is not finite: JSON has none, and no check makes one.</exception>
    public static void Write(TextWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.Write("null"); break;
            case bool boolean: writer.Write(boolean ? "true" : "false"); break;
            case int or long: writer.Write(Convert.ToString(value, CultureInfo.InvariantCulture)); break;
            case double number: writer.Write(Number(number)); break;
            case DateTime time: WriteString(writer, Utc(time).ToString("o", CultureInfo.InvariantCulture)); break;
            default: WriteString(writer, Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""); break;
        }
    }

    // "R" does not always read back as the same number on .NET Framework (64 bit); 17 digits do.
    private static string Number(double number)
    {
        if (double.IsNaN(number) || double.IsInfinity(number))
        {
            throw new ArgumentOutOfRangeException(nameof(number), "JSON has no such number.");
        }

        var text = number.ToString("R", CultureInfo.InvariantCulture);
        var isExact = double.Parse(text, CultureInfo.InvariantCulture).Equals(number);
        return isExact ? text : number.ToString("G17", CultureInfo.InvariantCulture);
    }

    /// <summary>All times of results are UTC, also those that have lost that on a way through text.</summary>
    internal static DateTime Utc(DateTime time) =>
        time.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : time.ToUniversalTime();

    private static void WriteString(TextWriter writer, string text)
    {
        writer.Write('"');
        foreach (var character in text)
        {
            if (character is '"' or '\\')
            {
                writer.Write('\\');
                writer.Write(character);
            }
            else if (character is >= ' ' and <= '~') writer.Write(character);
            else
            {
                writer.Write("\\u");
                writer.Write(((int)character).ToString("x4", CultureInfo.InvariantCulture));
            }
        }

        writer.Write('"');
    }
}
