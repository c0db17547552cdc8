using System;
using System.IO;
using MdiPrereq.Results.Report;

namespace MdiPrereq.Cli.Output;

/// <summary>Results as one page, written when all are there.</summary>
internal sealed class HtmlRecords<T>(TextWriter writer) : IRecordWriter<T>
{
    private readonly ReportData _data = new();

    public void Write(T record)
    {
        if (record is CheckResult result) _data.Add(result);
        else if (record is NnrMeasure measure) _data.Add(measure);
    }

    public void Dispose()
    {
        _data.Complete();
        using var page = new StringWriter();
        ReportPage.Write(page, _data, changes: null, ReportPage.DefaultTitle, DateTime.UtcNow);
        writer.Write(page);
        writer.Flush();
    }
}
