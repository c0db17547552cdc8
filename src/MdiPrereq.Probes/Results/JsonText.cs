using System;
using System.Globalization;
using System.IO;

namespace MdiPrereq.Results;

/// <summary>Writes the values that results are made of as JSON, in ASCII alone: Windows PowerShell reads files in the ANSI code page.</summary>
internal static class JsonText
{
    public static void Write(TextWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.Write("null"); break;
            case bool boolean: writer.Write(boolean ? "true" : "false"); break;
            case int or long: writer.Write(Convert.ToString(value, CultureInfo.InvariantCulture)); break;
            case double number: writer.Write(number.ToString("R", CultureInfo.InvariantCulture)); break;
            case DateTime time: WriteString(writer, time.ToUniversalTime().ToString("o", CultureInfo.InvariantCulture)); break;
            default: WriteString(writer, Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""); break;
        }
    }

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
