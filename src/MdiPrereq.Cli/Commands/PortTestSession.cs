using MdiPrereq.Checks.Ports;
using MdiPrereq.Cli.Output;

namespace MdiPrereq.Cli.Commands;

/// <summary>Runs a job of port tests and writes what it finds.</summary>
internal sealed class PortTestSession(ToolHost host, OutputFormat format)
{
    public int Run(PortTestJob job)
    {
        using var run = new PortRun(job.Options);
        var writer = RecordWriter.Open(format, host, () => new TestTable(host, job));
        return new ProbeSession(host, format).Run(run.Window, job.Starts(run), writer, new PortTestTally());
    }
}
