using System;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace MdiPrereq.Checks.Adapters.Traffic;

/// <summary>Sees the frames that come in on an adapter, for some time.</summary>
internal abstract class TrafficCounter
{
    /// <summary>How long a wait for frames may keep a stop waiting.</summary>
    protected const int PollMilliseconds = 50;

    public static TrafficCounter? ForThisMachine()
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) return new WindowsTrafficCounter();
        return RuntimeInformation.IsOSPlatform(OSPlatform.Linux) ? new LinuxTrafficCounter() : null;
    }

    /// <summary>Counts until the token is cancelled.</summary>
    /// <param name="adapter">The adapter, of this machine.</param>
    /// <param name="count">Gets every frame.</param>
    /// <param name="started">Called when frames are being seen.</param>
    /// <param name="until">Ends the count.</param>
    /// <returns>Why nothing could be counted, null when it could.</returns>
    public Task<CountProblem?> CountAsync(AdapterFact adapter, TrafficCount count, Action started, CancellationToken until) =>
        Task.Factory.StartNew(
        () => Count(adapter, count, started, until), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    protected abstract CountProblem? Count(AdapterFact adapter, TrafficCount count, Action started, CancellationToken until);
}
