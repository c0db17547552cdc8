using System;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using CsvHelper;
using MdiPrereq.Protocols;

namespace MdiPrereq.Cli.Output;

/// <summary>
/// Records as CSV (RFC 4180), the same in every culture. Text is quoted and holds nothing that a spreadsheet would run as a formula,
/// also where the spreadsheet splits cells at semicolons or tabs, as it does in half of Europe: there the quotes protect nothing.
/// Numbers stay numbers.
/// </summary>
internal sealed class CsvRecords<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T> : IRecordWriter<T>
{
    private readonly CsvWriter _csv;
    private readonly Func<T, string>? _first;

    /// <param name="writer">Where to write.</param>
    /// <param name="first">A column before the record's own, for records of several kinds: what one is about.</param>
    public CsvRecords(TextWriter writer, (string Name, Func<T, string> Of)? first = null)
    {
        _csv = CsvWriter.Create(writer, leaveOpen: true);
        _first = first?.Of;
        if (first is not null) _csv.WriteField(first.Value.Name);
        foreach (var column in RecordProperties<T>.All) _csv.WriteField(column.Name);
        _csv.EndRecord();
    }

    public void Write(T record)
    {
        if (_first is not null) WriteField(_first(record));
        foreach (var column in RecordProperties<T>.All) WriteField(column.GetValue(record));
        _csv.EndRecord();
        _csv.Flush();
    }

    public void Dispose() => _csv.Dispose();

    private void WriteField(object? value)
    {
        if (value is string text) _csv.WriteField(SafeText.CleanSentence(text), CsvQuoting.Always);
        else _csv.WriteField(value is double number && !double.IsFinite(number) ? null : value);
    }
}
