using System;
using System.Collections.Generic;
using System.Diagnostics;
using MdiPrereq.Cli.Output;
using MdiPrereq.Engine;

namespace MdiPrereq.Cli.Commands;

/// <summary>Takes a run's results, writes them, and tells at the end what they come to.</summary>
internal sealed class ProbeSession(ToolHost host, OutputFormat format)
{
    /// <summary>After Ctrl+C the sockets have this long to close.</summary>
    private const int StopMilliseconds = 200;

    /// <param name="window">The run's window.</param>
    /// <param name="starts">Starts one target each.</param>
    /// <param name="writer">Where results go; disposed at the end.</param>
    /// <param name="tally">Counts them.</param>
    /// <param name="expected">How many results there will be; 0 when only the run knows.</param>
    public int Run<T>(ProbeWindow<T> window, IEnumerable<Action> starts, IRecordWriter<T> writer, RunTally tally, long expected = 0)
        where T : CheckResult
    {
        var watch = Stopwatch.StartNew();
        var progress = new ProgressLine(host, tally.Noun);
        if (window.Notice.Length > 0) host.Error.WriteLine(window.Notice);
        using (writer)
        using (host.Stop.Register(() => window.Cancel(StopMilliseconds)))
        {
            foreach (var result in ProbeStream.Of(window, starts, () => progress.Show(window.Progress, expected)))
            {
                progress.Clear();
                tally.Add(result);
                writer.Write(result);
                progress.Show(window.Progress, expected);
            }

            progress.Clear();
        }

        // Whoever reads standard output as data finds nothing else there.
        var stopped = host.Stop.IsCancellationRequested;
        var lost = stopped ? 0 : window.Undelivered;
        if (lost > 0) host.Error.WriteLine($"{lost} results were announced and never came: a defect of this program. The other results stand.");
        (format == OutputFormat.Table ? host.Out : host.Error).WriteLine($"{(stopped ? "Stopped: " : "")}{tally.Summary(watch.Elapsed)}");
        if (stopped) return ExitCode.Stopped;
        return tally.RequirementFails || lost > 0 ? ExitCode.RequirementFails : ExitCode.Ok;
    }
}
