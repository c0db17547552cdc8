using System;
using MdiPrereq.Checks.NameResolution;

namespace MdiPrereq.Cli.Output;

/// <summary>
/// Counts results instead of writing them, and writes the measure at the end. Memory grows with subnets, not with devices.
/// </summary>
internal sealed class NnrSummary(int prefixLength, Func<IRecordWriter<NnrMeasure>> open) : IRecordWriter<NnrTestResult>
{
    private readonly NnrMeasurement _measurement = new(prefixLength);

    public void Write(NnrTestResult record) => _measurement.Add(record);

    public void Dispose()
    {
        using var writer = open();
        foreach (var row in _measurement.Rows()) writer.Write(row);
    }
}
