using System;
using System.Diagnostics.CodeAnalysis;

namespace MdiPrereq.Cli.Output;

/// <summary>Chooses the writer.</summary>
internal static class RecordWriter
{
    public static IRecordWriter<T> Open<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(
        OutputFormat format, ToolHost host, Func<IRecordWriter<T>> table) => format switch
    {
        OutputFormat.Json => new JsonRecords<T>(host.Out),
        OutputFormat.Csv => new CsvRecords<T>(host.Out),
        OutputFormat.Html => new HtmlRecords<T>(host.Out),
        OutputFormat.JUnit => new JUnitRecords<T>(host.Out),
        OutputFormat.Results => new ResultRecords<T>(host.Out),
        _ => table(),
    };
}
