using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace MdiPrereq.Engine;

/// <summary>Windows of several kinds of work as one run, whose results come in one stream.</summary>
/// <param name="queue">Where all of them put their results.</param>
/// <param name="windows">The windows.</param>
/// <param name="hasRoom">Whether what comes next should be started.</param>
internal sealed class JoinedWindows<T>(ResultQueue<T> queue, IReadOnlyList<IProbeWindow> windows, Func<bool> hasRoom) : IResultSource<T>
{
    private readonly CancellationTokenSource _stop = new();

    public string Notice => string.Join(" ", windows.Select(window => window.Notice).Where(notice => notice.Length > 0).Distinct());

    public CancellationToken Token => _stop.Token;

    public bool HasRoom => hasRoom();

    public int Limit => windows.Max(window => window.Limit);

    public int MostInFlight => windows.Max(window => window.MostInFlight);

    // The windows first: what they have put into the queue is in it before they are idle.
    public bool IsIdle => windows.All(window => window.IsIdle) && queue.IsEmpty;

    public (int Started, int Finished) Progress =>
        (windows.Sum(window => window.Progress.Started), windows.Sum(window => window.Progress.Finished));

    public int Undelivered => windows.Sum(window => window.Undelivered);

    public void PassTime()
    {
        foreach (var window in windows) window.PassTime();
    }

    public bool TryTake(out T result, int waitMilliseconds)
    {
        PassTime();
        return queue.TryTake(out result, waitMilliseconds);
    }

    public void Cancel(int waitMilliseconds)
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            return;
        }

        foreach (var window in windows) window.Cancel(0);
        foreach (var window in windows) window.Cancel(waitMilliseconds);
    }

    public void Dispose()
    {
        foreach (var window in windows) window.Dispose();
        _stop.Dispose();
    }
}
