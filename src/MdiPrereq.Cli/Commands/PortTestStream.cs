using System;
using System.Collections.Generic;
using MdiPrereq.Probing;

namespace MdiPrereq.Cli.Commands;

/// <summary>
/// A job's results as they come. Targets are started while there is room, all on the thread that asks for the next result.
/// </summary>
internal static class PortTestStream
{
    /// <summary>How often a wait looks up: a place that falls free, and the end of the last target, bring no result with them.</summary>
    private const int PollMilliseconds = 25;

    /// <param name="run">The run; when it is cancelled the stream soon ends.</param>
    /// <param name="job">What to test.</param>
    /// <param name="waiting">Called again and again while nothing comes; for progress.</param>
    public static IEnumerable<PortTestResult> Stream(PortTestRun run, PortTestJob job, Action waiting)
    {
        var window = run.Window;
        run.StartCloud(job.CloudRows);
        foreach (var target in job.Targets)
        {
            while (!window.HasRoom && !window.Token.IsCancellationRequested)
            {
                if (window.TryTake(out var result, PollMilliseconds)) yield return result;
                else waiting();
            }

            if (window.Token.IsCancellationRequested) break;
            if (job.Rows.Count > 0) run.Start(target, job.Rows);
            else if (job.IsNotApplicable) run.StartNotApplicable(target, job.SensorType, job.Catalog);
            while (window.TryTake(out var ready, 0)) yield return ready;
        }

        while (!window.IsIdle)
        {
            if (window.TryTake(out var result, PollMilliseconds)) yield return result;
            else waiting();
        }
    }
}
