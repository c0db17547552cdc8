using System.Diagnostics;
using MdiPrereq.Cli.Output;
using MdiPrereq.Probing;

namespace MdiPrereq.Cli.Commands;

/// <summary>Runs a job and writes what it finds.</summary>
internal sealed class PortTestSession(ToolHost host, OutputFormat format)
{
    /// <summary>After Ctrl+C the sockets have this long to close.</summary>
    private const int StopMilliseconds = 200;

    public int Run(PortTestJob job)
    {
        var watch = Stopwatch.StartNew();
        var progress = new ProgressLine(host);
        var tally = new RunTally();
        using (var run = new PortTestRun(job.Options))
        using (var writer = RecordWriter.Open(format, host, () => new TestTable(host, job)))
        using (host.Stop.Register(() => run.Window.Cancel(StopMilliseconds)))
        {
            foreach (var result in PortTestStream.Stream(run, job, () => progress.Show(run.Window.Progress)))
            {
                progress.Clear();
                tally.Add(result);
                writer.Write(result);
            }

            progress.Clear();
        }

        // Whoever reads standard output as data finds nothing else there.
        var stopped = host.Stop.IsCancellationRequested;
        (format == OutputFormat.Table ? host.Out : host.Error).WriteLine($"{(stopped ? "Stopped: " : "")}{tally.Summary(watch.Elapsed)}");
        if (stopped) return ExitCode.Stopped;
        return tally.RequirementFails ? ExitCode.RequirementFails : ExitCode.Ok;
    }
}
