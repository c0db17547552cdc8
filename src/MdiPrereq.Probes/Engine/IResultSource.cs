using System;
using System.Threading;

namespace MdiPrereq.Engine;

/// <summary>Work in flight, as the one sees it that starts it: a window, or several that are one run.</summary>
internal interface IProbeWindow : IDisposable
{
    /// <summary>What a user who looks closely should know of it; empty when there is nothing.</summary>
    string Notice { get; }

    /// <summary>Ends with the run.</summary>
    CancellationToken Token { get; }

    /// <summary>Whether more should be started.</summary>
    bool HasRoom { get; }

    /// <summary>How many probes may be in flight at the moment.</summary>
    int Limit { get; }

    /// <summary>The most probes that were in flight at once so far.</summary>
    int MostInFlight { get; }

    /// <summary>Whether everything started has ended and every result was taken.</summary>
    bool IsIdle { get; }

    /// <summary>Results that were announced, and how many of them exist, for progress.</summary>
    (int Started, int Finished) Progress { get; }

    /// <summary>How many announced results do not exist: once all is idle, those that a stop or a defect of ours has cost.</summary>
    int Undelivered { get; }

    /// <summary>Lets the size of the window follow the time.</summary>
    void PassTime();

    /// <summary>
    /// Stops the run: closes every socket and waits a moment until they are closed. May be called from any thread, and again.
    /// </summary>
    void Cancel(int waitMilliseconds);
}

/// <summary>Where results are taken from as they come.</summary>
internal interface IResultSource<T> : IProbeWindow
{
    /// <summary>Waits for the next result.</summary>
    /// <returns>False when none came in time.</returns>
    bool TryTake(out T result, int waitMilliseconds);
}

/// <summary>Where results go as they come, from any thread.</summary>
internal interface IResultSink<in T>
{
    void Add(T result);
}
