using System;
using System.Collections.Generic;
using MdiPrereq.Engine;

namespace MdiPrereq.Cli.Commands;

/// <summary>
/// The results of a run as they come. Targets are started while there is room, all on the thread that asks for the next result.
/// </summary>
internal static class ProbeStream
{
    /// <summary>How often a wait looks up: a place that falls free, and the end of the last target, bring no result with them.</summary>
    private const int PollMilliseconds = 25;

    /// <param name="window">The run's window; when it is cancelled the stream soon ends.</param>
    /// <param name="starts">Starts one target each; counted out as there is room, never held.</param>
    /// <param name="waiting">Called again and again while nothing comes; for progress.</param>
    public static IEnumerable<T> Of<T>(ProbeWindow<T> window, IEnumerable<Action> starts, Action waiting)
    {
        foreach (var start in starts)
        {
            while (!window.HasRoom && !window.Token.IsCancellationRequested)
            {
                if (window.TryTake(out var result, PollMilliseconds)) yield return result;
                else waiting();
            }

            if (window.Token.IsCancellationRequested) break;
            start();
            while (window.TryTake(out var ready, 0)) yield return ready;
        }

        while (!window.IsIdle)
        {
            if (window.TryTake(out var result, PollMilliseconds)) yield return result;
            else waiting();
        }
    }
}
