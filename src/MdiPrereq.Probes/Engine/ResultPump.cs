using System;

namespace MdiPrereq.Engine;

/// <summary>
/// Drives a window from one thread, that of a cmdlet's pipeline or of the tool: starts work while there is room and writes results as
/// they come.
/// </summary>
/// <param name="window">The run's window.</param>
/// <param name="write">Writes a result. When it throws, nobody wants more: the run is stopped.</param>
/// <param name="tick">Called again and again, after each result and while none comes; for progress.</param>
internal sealed class ResultPump<TResult>(IResultSource<TResult> window, Action<TResult> write, Action tick)
{
    /// <summary>After a stop the sockets have this long to close.</summary>
    public const int StopMilliseconds = 200;

    /// <summary>
    /// How often a wait looks up: a stop, a place that falls free and the end of the last target bring no result with them.
    /// </summary>
    private const int PollMilliseconds = 25;

    private bool IsStopped => window.Token.IsCancellationRequested;

    /// <summary>What to say at the end of a run that nobody stopped when results are missing; empty when none is.</summary>
    public string Loss => IsStopped || window.Undelivered == 0
        ? ""
        : $"{window.Undelivered} results were announced and never came: a defect of MdiPrereq. The other results stand.";

    /// <summary>Starts work as soon as there is room.</summary>
    public void Start(Action start)
    {
        While(() => !window.HasRoom && !IsStopped);
        if (IsStopped) return;
        start();
        while (WriteNext(0))
        {
        }
    }

    /// <summary>Writes everything that is still to come; after a stop, what came until then.</summary>
    public void Finish() => While(() => !window.IsIdle);

    /// <summary>Writes what comes for as long as something holds.</summary>
    public void While(Func<bool> condition)
    {
        while (condition()) WriteNext(PollMilliseconds);
    }

    private bool WriteNext(int waitMilliseconds)
    {
        if (!window.TryTake(out var result, waitMilliseconds))
        {
            tick();
            return false;
        }

        // Select-Object -First leaves a cmdlet by an exception and calls nothing else on it.
        var written = false;
        try
        {
            write(result);
            written = true;
        }
        finally
        {
            if (!written) window.Cancel(StopMilliseconds);
        }

        tick();
        return true;
    }
}
