using System;
using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using MdiPrereq.Results;

namespace MdiPrereq.Cli.Output;

/// <summary>
/// Records, also of several kinds, as one JSON array, each written as it comes. An array that was stopped half-way is still closed. Written
/// with the library's own writer, as result files are: the framework's needs eight more assemblies, and where descriptors are few there are
/// none for them.
/// </summary>
internal sealed class JsonArray(TextWriter writer) : IDisposable
{
    private bool _any;

    public void Write<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(T record)
    {
        // In one piece: the tool's output is flushed after each.
        using var text = new StringWriter();
        text.WriteLine(_any ? "," : "[");
        WriteObject(text, record);
        writer.Write(text);
        writer.Flush();
        _any = true;
    }

    public void Dispose()
    {
        if (_any) writer.WriteLine();
        writer.WriteLine(_any ? "]" : "[]");
        writer.Flush();
    }

    private static void WriteObject<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(
        StringWriter text, T record)
    {
        var before = "{";
        foreach (var property in RecordProperties<T>.All)
        {
            text.WriteLine(before);
            text.Write("  ");
            JsonText.Write(text, property.Name);
            text.Write(": ");
            WriteValue(text, property.GetValue(record));
            before = ",";
        }

        text.WriteLine();
        text.Write('}');
    }

    private static void WriteValue(StringWriter text, object? value)
    {
        if (value is string || value is not IEnumerable values)
        {
            // JSON has no infinite number and no NaN; a record with one is written all the same.
            JsonText.Write(text, value is double number && !double.IsFinite(number) ? null : value);
            return;
        }

        var before = "[";
        foreach (var one in values)
        {
            text.Write(before);
            JsonText.Write(text, one);
            before = ", ";
        }

        text.Write(before == "[" ? "[]" : "]");
    }
}
