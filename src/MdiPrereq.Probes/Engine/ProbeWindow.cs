using System;
using System.Collections.Concurrent;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace MdiPrereq.Engine;

/// <summary>
/// A bounded window of probes in flight. Work is started from one thread (PowerShell's pipeline thread) while there is room, runs
/// without threads of its own, and its results are taken from that same thread as they come. Workers never write to the pipeline.
/// </summary>
/// <typeparam name="TResult">What the work gives, one or more for each target.</typeparam>
internal sealed class ProbeWindow<TResult> : IDisposable
{
    /// <summary>So that one domain controller is not hit by all its rows at once, yet a dead one costs two timeouts and not ten.</summary>
    public const int MaxPerHost = 8;

    private readonly int _throttleLimit;
    private readonly SemaphoreSlim _slots;
    private readonly HostGates _hosts = new(MaxPerHost);
    private readonly CancellationTokenSource _stop = new();
    private readonly BlockingCollection<TResult> _results = [];
    private int _load;
    private int _running;
    private int _started;
    private int _finished;

    public ProbeWindow(int throttleLimit)
    {
        _throttleLimit = throttleLimit;
        _slots = new(throttleLimit);
    }

    /// <summary>Ends with the run.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>
    /// Whether another target should be started. It counts what the started ones can have in flight, so that targets with more
    /// rows than a host may have at once do not keep the window half empty.
    /// </summary>
    public bool HasRoom => Volatile.Read(ref _load) < _throttleLimit;

    /// <summary>Whether everything started has ended and every result was taken.</summary>
    public bool IsIdle => Volatile.Read(ref _running) == 0 && _results.Count == 0;

    /// <summary>Results announced by <see cref="Start"/>, and how many of them exist, for progress.</summary>
    public (int Started, int Finished) Progress => (Volatile.Read(ref _started), Volatile.Read(ref _finished));

    /// <summary>Starts the work on one target. The work must turn every failure into a result.</summary>
    /// <param name="results">How many results it will give.</param>
    /// <param name="work">Gets this target's share of the window; runs until the last result is emitted.</param>
    public void Start(int results, Func<TargetShare, Task> work)
    {
        Interlocked.Increment(ref _running);
        Interlocked.Add(ref _started, results);
        _ = RunAsync(work);
    }

    /// <summary>Waits for the next result.</summary>
    /// <returns>False when none came in time.</returns>
    public bool TryTake(out TResult result, int waitMilliseconds) => _results.TryTake(out result!, waitMilliseconds);

    public void Emit(TResult result)
    {
        Interlocked.Increment(ref _finished);
        _results.Add(result);
    }

    /// <summary>Stops the run: closes every socket and waits a moment until they are closed. May be called from any thread, and again.</summary>
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

        SpinWait.SpinUntil(() => Volatile.Read(ref _running) == 0, waitMilliseconds);
    }

    public void Dispose()
    {
        // Results and slots may still be touched by work that is about to end; both are plain memory, left to the collector.
        Cancel(200);
        if (Volatile.Read(ref _running) == 0) _stop.Dispose();
    }

    private async Task RunAsync(Func<TargetShare, Task> work)
    {
        using var share = new TargetShare(this);
        try
        {
            // Leaves the pipeline thread at once: it must not make sockets, nor be caught by a host's synchronization context.
            await Task.Run(() => work(share)).ConfigureAwait(false);
        }
        finally
        {
            share.Dispose();
            Interlocked.Decrement(ref _running);
        }
    }

    /// <summary>One target's part of the window.</summary>
    public sealed class TargetShare : IDisposable
    {
        private readonly ProbeWindow<TResult> _window;
        private readonly object _weighing = new();
        private int _remaining = 1;
        private int _weight = 1;

        public TargetShare(ProbeWindow<TResult> window)
        {
            _window = window;
            Interlocked.Add(ref window._load, 1);
        }

        /// <summary>Says how many probes this target will make. Until then (names are being resolved) it counts as one.</summary>
        public void Expect(int probes)
        {
            lock (_weighing)
            {
                _remaining = probes;
                Weigh();
            }
        }

        /// <summary>Runs one probe when the host and the window have room for it.</summary>
        /// <param name="host">Whose cap counts; null for a probe that goes to none of the targets.</param>
        /// <param name="probe">The probe.</param>
        /// <exception cref="OperationCanceledException">The run was stopped first.</exception>
        public async Task<T> RunAsync<T>(IPAddress? host, Func<CancellationToken, Task<T>> probe)
        {
            // The host's gate first: a probe that waits for its own host must not hold a place that another host could use.
            using (host is null ? null : await _window._hosts.EnterAsync(host, _window.Token).ConfigureAwait(false))
            {
                await _window._slots.WaitAsync(_window.Token).ConfigureAwait(false);
                try
                {
                    return await probe(_window.Token).ConfigureAwait(false);
                }
                finally
                {
                    _window._slots.Release();
                    lock (_weighing)
                    {
                        _remaining--;
                        Weigh();
                    }
                }
            }
        }

        public void Dispose()
        {
            lock (_weighing)
            {
                _remaining = 0;
                Weigh();
            }
        }

        private void Weigh()
        {
            var weight = Math.Max(0, Math.Min(_remaining, MaxPerHost));
            Interlocked.Add(ref _window._load, weight - _weight);
            _weight = weight;
        }
    }
}
