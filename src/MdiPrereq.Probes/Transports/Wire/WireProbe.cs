using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace MdiPrereq.Transports;

/// <summary>
/// One probe as a state machine. A reactor starts it, tells it what happens on its socket and when its time comes, all on one thread;
/// so there are no locks, and no exception on any path that a network can lead to.
/// </summary>
internal abstract class WireProbe(ProbeRequest request, IPEndPoint? remote, CancellationToken run) : TimerWheel.Timer
{
    /// <summary>How long a socket that had something to tell at the deadline has for what comes of it.</summary>
    private const int Grace = 100;

    /// <summary>When our own lag took more than this part of a probe's time, its silence is not believed the first time.</summary>
    private const double MaxLagShare = 0.25;

    /// <summary>How much later a probe is repeated whose silence may be our fault.</summary>
    private const int RepeatAfter = 250;

    /// <summary>What a connection that is answered sends: SYN, ACK, request, ACK, FIN. One that is not sends fewer.</summary>
    private const int TcpPackets = 5;

    /// <summary>
    /// How long to wait for descriptors or ports that this machine has run out of, before each further try. Both come back as other probes
    /// end; after six seconds it is no passing shortage.
    /// </summary>
    private static readonly int[] ShortageMilliseconds = [50, 100, 200, 400, 800, 1600, 3200];

    private readonly TaskCompletionSource<ProbeOutcome> _completion = new();
    private CancellationTokenRegistration _stop;
    private Wire? _wire;
    private ProbeOutcome? _outcome;
    private long _lagAtStart;
    private bool _repeated;
    private bool _waitsToStart;
    private bool _hasPlace;
    private int _shortages;

    public Task<ProbeOutcome> Completion => _completion.Task;

    public ProbeRequest Request => request;

    /// <summary>How many bytes to read at once.</summary>
    public abstract int MaxReceive { get; }

    /// <summary>Whether it has ended. Its outcome is delivered a moment later.</summary>
    public bool HasEnded => _outcome is not null;

    protected Reactor Reactor { get; private set; } = null!;

    /// <summary>Whether what is sent to the address is lost before it leaves: a pretended host that is not there.</summary>
    protected bool LeadsNowhere { get; } = remote is null;

    protected Wire Wire => _wire!;

    /// <summary>When it began, by the reactor's clock.</summary>
    protected long StartedAt { get; private set; }

    protected long Deadline => StartedAt + request.TimeoutMilliseconds;

    /// <summary>Binds it to the reactor that will run it. On the caller's thread.</summary>
    public void Join(Reactor reactor)
    {
        Reactor = reactor;
        if (run.CanBeCanceled)
        {
            _stop = run.Register(static probe => ((WireProbe)probe!).AskToStop(), this, useSynchronizationContext: false);
        }
    }

    /// <summary>Begins; called once the probe's turn has come, and a second time if it is repeated.</summary>
    public void Start()
    {
        if (HasEnded) return;
        if (run.IsCancellationRequested)
        {
            Stop();
            return;
        }

        _waitsToStart = false;
        if (WaitsForPlace()) return;
        StartedAt = Reactor.Now;
        _lagAtStart = Reactor.Lag;
        Reactor.Timers.Set(this, Deadline);

        // An address that leads nowhere: what is sent to it is lost.
        if (remote is null) return;
        _wire = Reactor.CreateWire(this);
        var error = _wire.Connect(request.Transport, request.SourceAddress is { } source ? new IPEndPoint(source, 0) : null, remote);
        if (error == SocketError.Success) Connected();
        else if (error != SocketError.InProgress && !WaitsOutShortage(error)) Failed(error);
    }

    public void Stop()
    {
        if (!HasEnded) End(ProbeOutcome.Cancelled);
    }

    /// <summary>Ends it for a defect of ours.</summary>
    public void Break(Exception defect)
    {
        if (!HasEnded) End(Probe.OfDefect(defect));
    }

    /// <summary>Hands the outcome to who waits for it. Not on the reactor's thread: what follows may take its time.</summary>
    public void Deliver()
    {
        _stop.Dispose();
        _completion.SetResult(_outcome!);
    }

    public override void Due()
    {
        try
        {
            if (_waitsToStart) Start();
            else OnDue();
        }
        catch (Exception e)
        {
            Break(e);
        }
    }

    /// <summary>The socket is connected.</summary>
    public abstract void Connected();

    /// <summary>
    /// Bytes have come; they stand at the buffer's beginning, and only until this returns. None: the peer has ended the stream.
    /// </summary>
    public abstract void Received(byte[] buffer, int count);

    /// <summary>The socket has failed.</summary>
    public abstract void Failed(SocketError error);

    /// <summary>The time that was set has come.</summary>
    protected abstract void OnDue();

    /// <summary>Forgets what was seen, to be started again.</summary>
    protected abstract void Reset();

    /// <summary>What silence comes to, now that the deadline has passed.</summary>
    protected abstract ProbeOutcome Silence();

    /// <summary>The deadline has passed: silence, unless the socket knows better.</summary>
    protected void Expire()
    {
        if (_wire?.HasNews() != true) StaySilent();
        else if (!HasEnded) Reactor.Timers.Set(this, Reactor.Now + Grace);
    }

    /// <summary>Nothing has come: silence, unless we were too late ourselves.</summary>
    public void StaySilent()
    {
        if (!_repeated && Reactor.Lag - _lagAtStart > request.TimeoutMilliseconds * MaxLagShare)
        {
            _repeated = true;
            StartAgainIn(RepeatAfter);
        }
        else
        {
            End(Silence());
        }
    }

    protected void End(ProbeOutcome outcome)
    {
        if (HasEnded) return;

        if (_shortages > 0) outcome = outcome with { WaitedForSocket = true };

        // A pretended host's traffic leaves from loopback, which is none of anybody's business.
        _outcome = request.TellsLocalAddress && request.Address.Equals(remote?.Address) && _wire?.LocalAddress() is { } local
            ? outcome with { LocalAddress = local }
            : outcome;
        CloseWire();
        Reactor.Timers.Drop(this);
        Reactor.Ended(this);
    }

    /// <summary>What a failure means that came before anything was accepted or received.</summary>
    protected ProbeOutcome Classify(SocketError error)
    {
        // These have more to tell than the socket error says: for ICMPv6 "administratively prohibited" Linux gives the same error as for
        // a refusal of its own.
        var (state, reason) = SocketErrorTable.Classify(error, request.Transport);
        if (state is State.Unreachable or State.BlockedLocally
            && _wire?.IcmpError() is { } icmp
            && SocketErrorTable.Classify(icmp, request.Transport) is { } kind)
        {
            return ProbeOutcome.Of(kind);
        }

        return reason == Reason.Error ? SocketErrorTable.ToOutcome(new((int)error), request.Transport) : ProbeOutcome.Of((state, reason));
    }

    /// <summary>Takes a place in the run's packets, once for each start.</summary>
    private bool WaitsForPlace()
    {
        if (_hasPlace || request.Pacer is null)
        {
            _hasPlace = false;
            return false;
        }

        var wait = request.Pacer.Reserve(Reactor.Now, request.Transport == Transport.Tcp ? TcpPackets : 1);
        if (wait <= 0) return false;
        _hasPlace = true;
        StartAgainIn(wait);
        return true;
    }

    /// <summary>Puts the start off when this machine has no socket or port to spare, unless it was put off too often already.</summary>
    private bool WaitsOutShortage(SocketError error)
    {
        if (_shortages == ShortageMilliseconds.Length || !SocketErrorTable.IsShortage(error, request.Transport)) return false;
        StartAgainIn(ShortageMilliseconds[_shortages++]);
        return true;
    }

    private void StartAgainIn(int milliseconds)
    {
        _waitsToStart = true;
        CloseWire();
        Reset();
        Reactor.Timers.Set(this, Reactor.Now + milliseconds);
    }

    private void AskToStop() => Reactor.Stop(this);

    private void CloseWire()
    {
        _wire?.Dispose();
        _wire = null;
    }
}
