using System;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace MdiPrereq.Transports;

/// <summary>
/// Names to addresses, by the operating system (hosts file, DNS suffixes and all), as the sensor itself would. The system call
/// blocks and cannot be stopped; so each look-up has a thread of its own, never one of the pool that the probes run on. A caller
/// that gives up leaves its look-up behind, which then holds up nobody: its place falls free at once.
/// </summary>
/// <param name="lookUp">The system's call.</param>
[SuppressMessage(
    "Reliability", "CA1001", Justification = "Lives as long as the process; look-ups that were left behind still release the semaphores.")]
internal sealed class SystemResolver(Func<string, IPAddress[]> lookUp)
{
    /// <summary>So many dead names may be asked for at once without delaying a living one.</summary>
    private const int MaxWaiting = 256;

    /// <summary>Look-ups that were left behind count here: a resolver takes up to half a minute to give a dead name up.</summary>
    private const int MaxThreads = 1024;

    /// <summary>The depth of the C library's resolver, not ours.</summary>
    private const int StackSize = 256 * 1024;

    private readonly SemaphoreSlim _places = new(Math.Min(MaxWaiting, Math.Max(1, Descriptors.Room() / 4)));
    private readonly SemaphoreSlim _threads = new(Math.Min(MaxThreads, Math.Max(4, Descriptors.Room() / 2)));

    /// <param name="hostName">The name.</param>
    /// <param name="timeoutMilliseconds">The time for the look-up itself; it does not run while the look-up waits for its turn.</param>
    /// <param name="run">Stops the wait.</param>
    /// <exception cref="SocketException">The name has no address, or the resolver failed.</exception>
    /// <exception cref="NotTestableException">There are no descriptors left to ask with.</exception>
    /// <exception cref="TimeoutException">The resolver gave no answer in time.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public async Task<IPAddress[]> ResolveAsync(string hostName, int timeoutMilliseconds, CancellationToken run)
    {
        if (Descriptors.Hindrance.Length > 0) throw new NotTestableException(Descriptors.Hindrance);
        await _places.WaitAsync(run).ConfigureAwait(false);
        try
        {
            await _threads.WaitAsync(run).ConfigureAwait(false);
            var lookup = Start(hostName);
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(run);
            deadline.CancelAfter(timeoutMilliseconds);
            return await lookup.OrCancelled(deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!run.IsCancellationRequested)
        {
            throw new TimeoutException($"the resolver gave no answer within {timeoutMilliseconds} ms");
        }
        finally
        {
            _places.Release();
        }
    }

    private Task<IPAddress[]> Start(string hostName)
    {
        var answer = new TaskCompletionSource<IPAddress[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        void LookUp()
        {
            try
            {
                answer.SetResult(lookUp(hostName));
            }
            catch (Exception e)
            {
                // The C library says "no such name" also where it could not open a socket to ask.
                answer.SetException(
                    e is SocketException && Descriptors.AreShort()
                        ? new NotTestableException($"no name could be looked up, since {Descriptors.WhyNoMore()}", e)
                        : e);
            }
            finally
            {
                _threads.Release();
            }
        }

        try
        {
            new Thread(LookUp, StackSize) { IsBackground = true, Name = "MdiPrereq look-up" }.Start();
        }
        catch (OutOfMemoryException)
        {
            // The system gives no more threads.
            _threads.Release();
            throw;
        }

        return answer.Task;
    }
}
