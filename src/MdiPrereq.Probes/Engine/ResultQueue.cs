using System.Collections.Concurrent;
using System.Threading;

namespace MdiPrereq.Engine;

/// <summary>
/// Results on their way from many threads to one. That one sleeps while there are none, and is woken once for all that came.
/// </summary>
internal sealed class ResultQueue<T> : IResultSink<T>
{
    private readonly ConcurrentQueue<T> _results = new();
    private readonly object _bell = new();
    private volatile bool _sleeping;

    public bool IsEmpty => _results.IsEmpty;

    public void Add(T result)
    {
        _results.Enqueue(result);
        if (!_sleeping) return;
        lock (_bell)
        {
            if (!_sleeping) return;
            _sleeping = false;
            Monitor.Pulse(_bell);
        }
    }

    /// <returns>False when none came in time.</returns>
    public bool TryTake(out T result, int waitMilliseconds)
    {
        if (_results.TryDequeue(out result!)) return true;
        if (waitMilliseconds == 0) return false;
        lock (_bell)
        {
            _sleeping = true;
            Thread.MemoryBarrier();
            if (_results.IsEmpty) Monitor.Wait(_bell, waitMilliseconds);
            _sleeping = false;
        }

        return _results.TryDequeue(out result!);
    }
}
