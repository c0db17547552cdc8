using System;
using System.Threading;
using System.Threading.Tasks;

namespace MdiPrereq.Checks.Inbound;

/// <summary>Work that waits for the network on a thread of its own.</summary>
internal static class LongRun
{
    public static Task Start(Action work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
