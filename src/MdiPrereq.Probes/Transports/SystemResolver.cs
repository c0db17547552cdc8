using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace MdiPrereq.Transports;

/// <summary>
/// Names to addresses, by the operating system (hosts file, DNS suffixes and all), as the sensor itself would. The system call
/// blocks and cannot be stopped; so each look-up has a thread of its own, few at a time, and never holds up the thread pool
/// that the probes run on. A caller that gives up leaves the look-up behind to end by itself.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "Lives as long as the process; look-ups that were left behind still release the semaphore.")]
internal sealed class SystemResolver
{
    private const int MaxLookups = 16;

    private readonly SemaphoreSlim _lookups = new(MaxLookups);

    public async Task<IPAddress[]> ResolveAsync(string hostName, CancellationToken cancellationToken)
    {
        await _lookups.WaitAsync(cancellationToken).ConfigureAwait(false);
        var lookup = Task.Factory.StartNew(
            () =>
            {
                try
                {
                    return Dns.GetHostAddresses(hostName);
                }
                finally
                {
                    _lookups.Release();
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        return await lookup.OrCancelled(cancellationToken).ConfigureAwait(false);
    }
}
