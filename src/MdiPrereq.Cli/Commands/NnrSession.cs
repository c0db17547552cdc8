using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Checks.NameResolution;
using MdiPrereq.Cli.Output;
using MdiPrereq.Engine;

namespace MdiPrereq.Cli.Commands;

/// <summary>Asks devices for their names and writes what it finds, or what that comes to by subnet.</summary>
internal sealed class NnrSession(ToolHost host, OutputFormat format)
{
    public IRecordWriter<NnrTestResult> OpenDevices(IReadOnlyList<TargetBlock> blocks) =>
        RecordWriter.Open(format, host, () => new NnrTable(host, blocks));

    public IRecordWriter<NnrTestResult> OpenSummary(int prefixLength) =>
        new NnrSummary(prefixLength, () => RecordWriter.Open(format, host, () => new MeasureTable(host)));

    /// <summary>Runs. The blocks are counted out as there is room; nothing grows with the number of devices.</summary>
    public int Run(IReadOnlyList<TargetBlock> blocks, NnrOptions options, IRecordWriter<NnrTestResult> writer)
    {
        using var run = new NnrRun(options);
        var starts = blocks.SelectMany(block => block.Targets()).Select(target => (Action)(() => run.Start(target)));
        return new ProbeSession(host, format).Run(run.Window, starts, writer, new RunTally("device"), blocks.Sum(block => block.Count));
    }
}
