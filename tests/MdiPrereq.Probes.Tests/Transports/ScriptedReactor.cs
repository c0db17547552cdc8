using System;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Threading;
using MdiPrereq.Transports;

namespace MdiPrereq.Tests.Transports;

/// <summary>
/// A reactor whose sockets do what a test says, with a time of its own: a wait is over at once and has taken as long as it was meant to,
/// so that no load of the machine is seen in it.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "Its thread waits on it for as long as the process lives.")]
internal sealed class ScriptedReactor : Reactor
{
    private readonly Func<int, WireProbe, ScriptedWire> _wires;
    private readonly BlockingCollection<int> _wakes = [];

    private readonly StrongBox<long> _time;

    /// <param name="wires">Makes the socket of each try, counted from 1.</param>
    public ScriptedReactor(Func<int, WireProbe, ScriptedWire> wires)
        : this(wires, new())
    {
    }

    private ScriptedReactor(Func<int, WireProbe, ScriptedWire> wires, StrongBox<long> time)
        : base(() => Volatile.Read(ref time.Value))
    {
        (_wires, _time) = (wires, time);
        Begin();
    }

    /// <summary>Its time in milliseconds, from 0.</summary>
    public long Time => Volatile.Read(ref _time.Value);

    /// <summary>How many sockets were made.</summary>
    public int Sockets { get; private set; }

    /// <summary>Lets time pass that no wait was meant to take.</summary>
    public void BeLate(int milliseconds) => Interlocked.Add(ref _time.Value, milliseconds);

    public override Wire CreateWire(WireProbe probe) => _wires(++Sockets, probe);

    protected override void Poll(int waitMilliseconds)
    {
        if (waitMilliseconds < 0) _wakes.Take();
        else if (waitMilliseconds > 0 && !_wakes.TryTake(out _)) Interlocked.Add(ref _time.Value, waitMilliseconds);
    }

    protected override void Wake() => _wakes.Add(0);
}

/// <summary>A socket that says what a test wants.</summary>
internal sealed class ScriptedWire : Wire
{
    public Func<SocketError> OnConnect { get; init; } = static () => SocketError.InProgress;

    public Func<byte[], SocketError> OnSend { get; init; } = static _ => SocketError.Success;

    public Func<bool> OnAsked { get; init; } = static () => false;

    public override SocketError Connect(Transport transport, IPEndPoint? source, IPEndPoint remote) => OnConnect();

    public override SocketError Send(byte[] request) => OnSend(request);

    public override void Receive()
    {
    }

    public override bool HasNews() => OnAsked();

    public override IcmpError? IcmpError() => null;

    public override IPAddress? LocalAddress() => null;

    public override int LocalPort() => 0;

    public override void EndSending()
    {
    }

    public override Socket Detach() => throw new NotSupportedException();

    public override void Dispose()
    {
    }
}
