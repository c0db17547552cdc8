using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace MdiPrereq.Transports;

/// <summary>
/// One thread that runs all probes of this process: it waits for sockets and deadlines and tells the probes. Two kinds differ only in
/// how they wait: <c>EpollReactor</c> on Linux, <see cref="PortableReactor"/> elsewhere.
/// </summary>
/// <param name="clock">The machine's monotonic clock, in milliseconds; null for the real one.</param>
internal abstract class Reactor(Func<long>? clock = null)
{
    /// <summary>Probes begun in one turn; what others wait for is looked at between turns.</summary>
    private const int MaxStartsInTurn = 64;

    private static readonly Lazy<Reactor> SharedReactor = new(() =>
#if NET
        EpollReactor.TryCreate() ?? (Reactor)new PortableReactor());
#else
        new PortableReactor());
#endif

    private readonly ConcurrentQueue<WireProbe> _starts = new();
    private readonly ConcurrentQueue<WireProbe> _stops = new();
    private readonly Func<long> _read = clock ??= static () => Milliseconds;
    private readonly FairClock _clock = new(clock());
    private List<WireProbe> _ended = [];
    private int _asleep;
    private int _backlog;

    /// <summary>The one that probes run on. Made when it is first asked for.</summary>
    public static Reactor Shared => SharedReactor.Value;

    /// <summary>All deadlines. On the reactor's thread only.</summary>
    public TimerWheel Timers { get; } = new();

    /// <summary>The time that deadlines are counted by, in milliseconds.</summary>
    public long Now => _clock.Now;

    /// <summary>The milliseconds that this reactor was late, all in all, since it began.</summary>
    public long Lag => _clock.Lag;

    /// <summary>The time by the machine's monotonic clock.</summary>
    public static long Milliseconds => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1000);

    /// <summary>How many probes wait to be begun.</summary>
    public int Backlog => Volatile.Read(ref _backlog);

    /// <summary>Runs a probe to its end.</summary>
    public Task<ProbeOutcome> RunAsync(WireProbe probe)
    {
        probe.Join(this);
        Interlocked.Increment(ref _backlog);
        _starts.Enqueue(probe);
        WakeIfAsleep();
        return probe.Completion;
    }

    /// <summary>Ends a probe soon. From any thread.</summary>
    public void Stop(WireProbe probe)
    {
        _stops.Enqueue(probe);
        WakeIfAsleep();
    }

    /// <summary>Takes note of a probe that has ended, to be delivered.</summary>
    public void Ended(WireProbe probe) => _ended.Add(probe);

    /// <summary>A socket for a probe.</summary>
    public abstract Wire CreateWire(WireProbe probe);

    /// <summary>
    /// Tells the probes everything that has happened on their sockets up to now; waits for it when nothing has.
    /// </summary>
    /// <param name="waitMilliseconds">How long to wait at most; -1 for ever.</param>
    protected abstract void Poll(int waitMilliseconds);

    /// <summary>Ends a wait. From any thread.</summary>
    protected abstract void Wake();

    /// <summary>Starts the thread; the last thing that a constructor does.</summary>
    protected void Begin() => new Thread(Run) { IsBackground = true, Name = "MdiPrereq probes" }.Start();

    protected void WakeIfAsleep()
    {
        if (Volatile.Read(ref _asleep) == 1 && Interlocked.Exchange(ref _asleep, 0) == 1) Wake();
    }

    /// <summary>Whether other threads have left something to be told.</summary>
    protected virtual bool HasMail => false;

    private void Run()
    {
        while (true)
        {
            try
            {
                Turn();
            }
            catch (Exception e)
            {
                // Nobody else can tell those who wait.
                BreakAll(e);
            }
        }
    }

    private void Turn()
    {
        var wait = TimeToSleep();
        if (wait != 0) Poll(wait);
        Volatile.Write(ref _asleep, 0);

        // The clock first and then the sockets: so no answer that lay there before a deadline loses to it.
        _clock.Advance(_read(), wait < 0 ? long.MaxValue / 2 : wait);
        Poll(0);
        Timers.Advance(Now);

        while (_stops.TryDequeue(out var stopped)) Guard(stopped, static probe => probe.Stop());
        _clock.Advance(_read(), 0);
        for (var i = 0; i < MaxStartsInTurn && _starts.TryDequeue(out var started); i++)
        {
            Interlocked.Decrement(ref _backlog);
            Guard(started, static probe => probe.Start());
        }

        DeliverEnded();
    }

    private int TimeToSleep()
    {
        if (HasMail || !_starts.IsEmpty) return 0;
        var wait = Timers.MillisecondsToNext(Now);
        Interlocked.Exchange(ref _asleep, 1);
        return HasMail || !_starts.IsEmpty || !_stops.IsEmpty ? 0 : wait;
    }

    private static void Guard(WireProbe probe, Action<WireProbe> action)
    {
        try
        {
            action(probe);
        }
        catch (Exception e)
        {
            probe.Break(e);
        }
    }

    private void DeliverEnded()
    {
        if (_ended.Count == 0) return;
        ThreadPool.UnsafeQueueUserWorkItem(
            static ended =>
            {
                foreach (var probe in (List<WireProbe>)ended!) probe.Deliver();
            },
            _ended);
        _ended = [];
    }

    private void BreakAll(Exception defect)
    {
        while (Timers.Any() is WireProbe probe) probe.Break(defect);
        DeliverEnded();
    }
}
