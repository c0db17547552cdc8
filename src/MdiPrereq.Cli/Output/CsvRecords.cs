using System.Collections.Generic;
using System.IO;
using System.Reflection;
using CsvHelper;

namespace MdiPrereq.Cli.Output;

/// <summary>Records as CSV, the same in every culture; text that a spreadsheet would run as a formula is escaped.</summary>
internal sealed class CsvRecords<T> : IRecordWriter<T>
{
    private static readonly IReadOnlyList<PropertyInfo> Columns = RecordProperties.Of(typeof(T));

    private readonly CsvWriter _csv;

    public CsvRecords(TextWriter writer)
    {
        // Numbers stay as they are, negative ones too: the writer knows that they are no formulas.
        _csv = CsvWriter.Create(writer, new() { Injection = CsvInjection.Escape }, leaveOpen: true);
        foreach (var column in Columns) _csv.WriteField(column.Name);
        _csv.EndRecord();
    }

    public void Write(T record)
    {
        foreach (var column in Columns) _csv.WriteField(column.GetValue(record));
        _csv.EndRecord();
        _csv.Flush();
    }

    public void Dispose() => _csv.Dispose();
}
