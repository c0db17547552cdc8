using System;

namespace MdiPrereq.Tests;

/// <summary>Counts what work takes, where time would depend on the machine.</summary>
internal static class Allocated
{
    /// <returns>The bytes that some work allocates on this thread; it is done twice, since the first time may compile and cache.</returns>
    public static long By(Action work)
    {
        work();
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
