using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Transports;

namespace MdiPrereq.Engine;

/// <summary>
/// A bounded window of probes in flight. Work is started from one thread (PowerShell's pipeline thread) while there is room, runs
/// without threads of its own, and its results are taken from that same thread as they come. Workers never write to the pipeline.
/// </summary>
/// <typeparam name="TResult">What the work gives, one or more for each target.</typeparam>
internal sealed class ProbeWindow<TResult> : IResultSource<TResult>
{
    /// <summary>So that one domain controller is not hit by all its rows at once, yet a dead one costs two timeouts and not ten.</summary>
    public const int MaxPerHost = 8;

    /// <summary>
    /// So many names may be looked up at once, whatever the limit: a look-up is no probe, and dead names must not hold up living ones.
    /// </summary>
    private const int MaxResolving = 256;

    private readonly WindowSize _size;
    private readonly Slots _slots;
    private readonly HostGates _hosts = new(MaxPerHost);
    private readonly CancellationTokenSource _stop = new();
    private readonly ResultQueue<TResult> _results = new();
    private readonly IResultSink<TResult> _sink;
    private int _limit;
    private int _load;
    private int _resolving;
    private int _running;
    private int _started;
    private int _finished;

    /// <param name="throttleLimit">The most probes in flight; fewer when this process may not open as many sockets.</param>
    /// <param name="sink">Where the results go in place of its own queue: that of a run which has several windows.</param>
    public ProbeWindow(int throttleLimit, IResultSink<TResult>? sink = null)
    {
        _sink = sink ?? _results;

        // The reactor first: what it opens is no room.
        var lag = Reactor.Shared.Lag;
        var most = Math.Min(throttleLimit, Descriptors.Room());
        _size = new(most, Reactor.Milliseconds, lag);
        _limit = _size.Size;
        _slots = new(() => Volatile.Read(ref _limit));
        if (most < throttleLimit) Notice = $"No more than {most} probes are in flight at once, since {Descriptors.WhyNoMore()}.";
    }

    /// <summary>What a user who looks closely should know of the window; empty when there is nothing.</summary>
    public string Notice { get; } = "";

    /// <summary>Ends with the run.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>
    /// Whether another target should be started. It counts what the started ones can have in flight, so that targets with more
    /// rows than a host may have at once do not keep the window half empty.
    /// </summary>
    public bool HasRoom
    {
        get
        {
            PassTime();
            return Volatile.Read(ref _load) < Limit && Volatile.Read(ref _resolving) < Math.Max(MaxResolving, Limit);
        }
    }

    /// <summary>How many probes may be in flight at the moment.</summary>
    public int Limit => Volatile.Read(ref _limit);

    /// <summary>The most probes that were in flight at once so far.</summary>
    public int MostInFlight => _slots.Most;

    /// <summary>Whether everything started has ended and every result was taken.</summary>
    public bool IsIdle => Volatile.Read(ref _running) == 0 && _results.IsEmpty;

    /// <summary>Results announced by <see cref="Start"/>, and how many of them exist, for progress.</summary>
    public (int Started, int Finished) Progress => (Volatile.Read(ref _started), Volatile.Read(ref _finished));

    /// <summary>How many announced results do not exist: once the window is idle, those that a stop or a defect of ours has cost.</summary>
    public int Undelivered => Volatile.Read(ref _started) - Volatile.Read(ref _finished);

    /// <summary>Starts the work on one target.</summary>
    /// <param name="results">How many results it announces; each is emitted by its index, from 0.</param>
    /// <param name="work">Gets this target's share of the window; runs until the last result is emitted. Ends by
    /// <see cref="OperationCanceledException"/> when the run is stopped: no more results are wanted then.</param>
    /// <param name="onFault">Makes the result of an index that was not emitted when the work ended by a fault.</param>
    /// <param name="blocks">
    /// Whether the work may hold up the thread that begins it; if not, it begins on this one, which is cheaper.
    /// </param>
    public void Start(int results, Func<TargetShare, Task> work, Func<int, Exception, TResult> onFault, bool blocks = true)
    {
        Interlocked.Increment(ref _running);
        Interlocked.Add(ref _started, results);

        // PowerShell puts its cultures into the context; carrying them along would cost more than the work, which has no use for them.
        var isCarried = !ExecutionContext.IsFlowSuppressed();
        if (isCarried) ExecutionContext.SuppressFlow();
        try
        {
            _ = RunAsync(results, work, onFault, blocks);
        }
        finally
        {
            if (isCarried) ExecutionContext.RestoreFlow();
        }
    }

    /// <summary>Waits for the next result.</summary>
    /// <returns>False when none came in time.</returns>
    public bool TryTake(out TResult result, int waitMilliseconds)
    {
        // When the last target is started nobody asks for room any more, yet what waits for a place needs a window that grows.
        PassTime();
        return _results.TryTake(out result!, waitMilliseconds);
    }

    /// <summary>Lets the window learn from what a probe came to.</summary>
    public void Note(ProbeOutcome outcome)
    {
        if (outcome.IsShortage || outcome.WaitedForSocket) Adapt(static (size, now) => size.Exhausted(now));
        else if (outcome.State is not (State.Open or State.Closed)) return;
        else if (outcome.WasRetransmitted) Adapt(static (size, now) => size.Answered(true, now, Reactor.Shared.Backlog));
        else Adapt(static (size, now) => size.Answered(false, now, Reactor.Shared.Backlog));
    }

    public void PassTime() => Adapt(static (size, now) => size.Pass(now, Reactor.Shared.Lag, Reactor.Shared.Backlog));

    /// <summary>
    /// Stops the run: closes every socket and waits a moment until they are closed. May be called from any thread, and again.
    /// </summary>
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

    private async Task RunAsync(int results, Func<TargetShare, Task> work, Func<int, Exception, TResult> onFault, bool blocks)
    {
        using var share = new TargetShare(this, results);
        try
        {
            // What may block leaves the pipeline's thread at once.
            await (blocks ? Task.Run(() => work(share)) : work(share)).ConfigureAwait(false);
            share.EmitRest(onFault, static () => new InvalidOperationException("the check ended without this result"));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            // The one place where a defect of ours ends: it costs the target's open results their answer, and nothing else.
            share.EmitRest(onFault, () => e);
        }
        finally
        {
            share.Dispose();
            Interlocked.Decrement(ref _running);
        }
    }

    private void Adapt(Action<WindowSize, long> change)
    {
        int before;
        lock (_size)
        {
            before = _limit;
            change(_size, Reactor.Milliseconds);
            Volatile.Write(ref _limit, _size.Size);
        }

        if (Limit > before) _slots.LetIn();
    }

    private void Add(TResult result)
    {
        Interlocked.Increment(ref _finished);
        _sink.Add(result);
    }

    /// <summary>One target's part of the window.</summary>
    public sealed class TargetShare : IDisposable
    {
        private readonly ProbeWindow<TResult> _window;
        private readonly object _weighing = new();
        private readonly int[] _emitted;
        private int _remaining;
        private int _weight;
        private bool _isResolved;

        public TargetShare(ProbeWindow<TResult> window, int results)
        {
            _window = window;
            _emitted = new int[results];
            Interlocked.Increment(ref window._resolving);
        }

        /// <summary>Delivers one of the announced results; a second one of the same index is not taken.</summary>
        public void Emit(int index, TResult result)
        {
            if (Interlocked.Exchange(ref _emitted[index], 1) == 0) _window.Add(result);
        }

        /// <summary>Delivers what was announced and not emitted.</summary>
        public void EmitRest(Func<int, Exception, TResult> onFault, Func<Exception> why)
        {
            for (var i = 0; i < _emitted.Length; i++)
            {
                if (Volatile.Read(ref _emitted[i]) != 0) continue;
                try
                {
                    Emit(i, onFault(i, why()));
                }
                catch (Exception)
                {
                    // Not even this result could be made. It stays undelivered, and the count at the end shows that.
                }
            }
        }

        /// <summary>Says that the target's name is resolved, and how many probes it will make.</summary>
        public void Expect(int probes)
        {
            lock (_weighing)
            {
                if (!_isResolved) Interlocked.Decrement(ref _window._resolving);
                _isResolved = true;
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
            if (host is not null) await _window._hosts.EnterAsync(host, _window.Token).ConfigureAwait(false);
            try
            {
                await _window._slots.EnterAsync(_window.Token).ConfigureAwait(false);
                try
                {
                    return await probe(_window.Token).ConfigureAwait(false);
                }
                finally
                {
                    _window._slots.Leave();
                    lock (_weighing)
                    {
                        _remaining--;
                        Weigh();
                    }
                }
            }
            finally
            {
                if (host is not null) _window._hosts.Leave(host);
            }
        }

        public void Dispose() => Expect(0);

        private void Weigh()
        {
            var weight = Math.Max(0, Math.Min(_remaining, MaxPerHost));
            Interlocked.Add(ref _window._load, weight - _weight);
            _weight = weight;
        }
    }
}
