using System;
using System.Diagnostics;

namespace MdiPrereq.Cli.Output;

/// <summary>How far the run is, on one line of the terminal that is wiped before anything else is written.</summary>
internal sealed class ProgressLine(ToolHost host, string noun)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.25);

    /// <summary>An estimate from the first few results would be a guess.</summary>
    private static readonly TimeSpan EstimateFrom = TimeSpan.FromSeconds(5);

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _next = Patience;
    private int _shown;

    /// <param name="progress">How many results were announced, and how many there are.</param>
    /// <param name="expected">How many there will be; 0 when that is not known.</param>
    /// <param name="limit">How many probes may be in flight.</param>
    public void Show((int Started, int Finished) progress, long expected, int limit)
    {
        if (!host.ErrorIsTerminal || _watch.Elapsed < _next) return;
        Clear();
        var all = Math.Max(expected, progress.Started);
        var text = $"{progress.Finished} of {all} {noun}s{Estimate(progress.Finished, all)}, {limit} in flight at most …";
        host.Error.Write(text);
        _shown = text.Length;
        _next = _watch.Elapsed + Interval;
    }

    public void Clear()
    {
        if (_shown == 0) return;
        host.Error.Write($"\r{new string(' ', _shown)}\r");
        _shown = 0;
    }

    private string Estimate(long finished, long all)
    {
        if (finished == 0 || _watch.Elapsed < EstimateFrom) return "";
        var left = TimeSpan.FromSeconds(Math.Ceiling(_watch.Elapsed.TotalSeconds / finished * (all - finished)));
        return left < TimeSpan.FromMinutes(2) ? $", {left.TotalSeconds} s left" : $", {Math.Ceiling(left.TotalMinutes)} min left";
    }
}
