using System;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Cli.Output;

namespace MdiPrereq.Cli.Commands;

/// <summary>Runs a job of port tests and writes what it finds.</summary>
internal sealed class PortTestSession(ToolHost host, OutputFormat format, PortTestJob job)
{
    public IRecordWriter<PortTestResult> OpenWriter() => RecordWriter.Open(format, host, () => new TestTable(host, job));

    /// <param name="options">How to test.</param>
    /// <param name="also">Who is given each result, too.</param>
    public int Run(PortTestOptions options, Action<CheckResult>? also = null)
    {
        using var run = new PortRun(options);
        return new ProbeSession(host, format, also).Run(run.Window, job.Starts(run), OpenWriter(), new PortTestTally());
    }
}
