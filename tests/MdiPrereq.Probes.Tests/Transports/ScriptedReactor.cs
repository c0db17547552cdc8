using System;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using MdiPrereq.Transports;

namespace MdiPrereq.Tests.Transports;

/// <summary>A reactor whose sockets do what a test says.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "Its thread waits on it for as long as the process lives.")]
internal sealed class ScriptedReactor : Reactor
{
    private readonly Func<int, WireProbe, ScriptedWire> _wires;
    private readonly BlockingCollection<int> _wakes = [];

    /// <param name="wires">Makes the socket of each try, counted from 1.</param>
    public ScriptedReactor(Func<int, WireProbe, ScriptedWire> wires)
    {
        _wires = wires;
        Begin();
    }

    /// <summary>How many sockets were made.</summary>
    public int Sockets { get; private set; }

    public override Wire CreateWire(WireProbe probe) => _wires(++Sockets, probe);

    protected override void Poll(int waitMilliseconds)
    {
        if (waitMilliseconds != 0) _wakes.TryTake(out _, waitMilliseconds);
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

    public override Socket Detach() => throw new NotSupportedException();

    public override void Dispose()
    {
    }
}
