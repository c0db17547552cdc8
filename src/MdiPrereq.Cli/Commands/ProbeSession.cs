using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using MdiPrereq.Cli.Output;
using MdiPrereq.Engine;

namespace MdiPrereq.Cli.Commands;

/// <summary>Takes a run's results, writes them, and tells at the end what they come to.</summary>
internal sealed class ProbeSession(ToolHost host, OutputFormat format, Action<CheckResult>? also = null)
{
    /// <param name="window">The run's window.</param>
    /// <param name="starts">Starts one target each.</param>
    /// <param name="writer">Where results go; disposed at the end.</param>
    /// <param name="tally">Counts them.</param>
    /// <param name="expected">How many results there will be; 0 when only the run knows.</param>
    public int Run<T>(IResultSource<T> window, IEnumerable<Action> starts, IRecordWriter<T> writer, RunTally tally, long expected = 0)
        where T : CheckResult
    {
        var watch = Stopwatch.StartNew();
        var progress = new ProgressLine(host, tally.Noun);
        var pump = new ResultPump<T>(window, Write, () => progress.Show(window.Progress, expected, window.Limit));
        if (window.Notice.Length > 0) host.Error.WriteLine(window.Notice);
        using (writer)
        using (host.Stop.Register(() => window.Cancel(ResultPump<T>.StopMilliseconds)))
        {
            foreach (var start in starts.TakeWhile(_ => !window.Token.IsCancellationRequested)) pump.Start(start);
            pump.Finish();
            progress.Clear();
        }

        // Standard output may be read as data: nothing else is written there.
        var stopped = host.Stop.IsCancellationRequested;
        var loss = pump.Loss;
        if (loss.Length > 0) host.Error.WriteLine(loss);
        (format == OutputFormat.Table ? host.Out : host.Error).WriteLine($"{(stopped ? "Stopped: " : "")}{tally.Summary(watch.Elapsed)}");
        if (stopped) return ExitCode.Stopped;
        return tally.RequirementFails || loss.Length > 0 ? ExitCode.RequirementFails : ExitCode.Ok;

        void Write(T result)
        {
            progress.Clear();
            tally.Add(result);
            writer.Write(result);
            also?.Invoke(result);
        }
    }
}
