#if NET
using System;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace MdiPrereq.Transports;

/// <summary>Waits with epoll and reads into one buffer for all: as little between a probe and the kernel as a program in C has.</summary>
internal sealed class EpollReactor : Reactor
{
    private const int MaxEvents = 512;

    /// <summary>As much as any probe reads of one reply.</summary>
    private const int BufferSize = 64 * 1024;

    /// <summary>After so many rounds the deadlines get their turn, even when more keeps coming.</summary>
    private const int MaxRounds = 32;

    private readonly int _epoll;
    private readonly int _wakeUp;
    private readonly byte[] _events = new byte[MaxEvents * LinuxSockets.EventSize];
    private readonly byte[] _buffer = new byte[BufferSize];

    /// <summary>The wires by their descriptors.</summary>
    private EpollWire?[] _wires = new EpollWire?[256];
    private int _generations;
    private IPAddress? _lastLocal;

    private EpollReactor(int epoll, int wakeUp)
    {
        (_epoll, _wakeUp) = (epoll, wakeUp);
        Begin();
    }

    /// <returns>Null where there is no epoll.</returns>
    public static EpollReactor? TryCreate()
    {
        if (!LinuxSockets.IsSupported) return null;
        var epoll = LinuxSockets.CreateEpoll();
        var wakeUp = LinuxSockets.CreateEvent();
        if (epoll >= 0 && wakeUp >= 0 && LinuxSockets.Watch(epoll, wakeUp, LinuxSockets.EpollIn | LinuxSockets.EpollEdge, wakeUp) == 0)
        {
            return new(epoll, wakeUp);
        }

        if (epoll >= 0) LinuxSockets.Close(epoll);
        if (wakeUp >= 0) LinuxSockets.Close(wakeUp);
        return null;
    }

    public override Wire CreateWire(WireProbe probe) => new EpollWire(this, probe);

    protected override void Poll(int waitMilliseconds)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            var count = LinuxSockets.Wait(_epoll, _events, waitMilliseconds);
            for (var i = 0; i < count; i++)
            {
                var entry = _events.AsSpan(i * LinuxSockets.EventSize, LinuxSockets.EventSize);
                var data = BinaryPrimitives.ReadInt64LittleEndian(entry[^8..]);
                Tell((int)data, (int)(data >> 32), BinaryPrimitives.ReadInt32LittleEndian(entry));
            }

            if (count < MaxEvents) return;
            waitMilliseconds = 0;
        }
    }

    protected override void Wake() => LinuxSockets.Signal(_wakeUp);

    private void Tell(int descriptor, int generation, int events)
    {
        if (descriptor == _wakeUp)
        {
            LinuxSockets.ClearSignal(descriptor);
            return;
        }

        // The descriptor may have been closed, and made anew, since the kernel put this event down.
        if (descriptor < _wires.Length && _wires[descriptor] is { } wire && wire.Generation == generation) wire.Tell(events);
    }

    private void Enter(int descriptor, EpollWire wire)
    {
        if (descriptor >= _wires.Length) Array.Resize(ref _wires, Math.Max(descriptor + 1, _wires.Length * 2));
        _wires[descriptor] = wire;
    }

    private void Leave(int descriptor, EpollWire wire)
    {
        if (descriptor < _wires.Length && _wires[descriptor] == wire) _wires[descriptor] = null;
    }

    /// <summary>Nearly all probes leave from one address.</summary>
    private IPAddress AddressOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> last = stackalloc byte[16];
        if (_lastLocal is null || !_lastLocal.TryWriteBytes(last, out var length) || !bytes.SequenceEqual(last[..length]))
        {
            _lastLocal = new(bytes);
        }
        return _lastLocal;
    }

    private sealed class EpollWire(EpollReactor reactor, WireProbe probe) : Wire
    {
        /// <summary>
        /// -1 when there is none. A SafeHandle would cost as much as the rest of the wire, and only the reactor's thread is here.
        /// </summary>
        private int _socket = -1;
        private IPEndPoint? _remote;
        private bool _connecting;
        private bool _wantsInput;
        private bool _mayHaveInput;
        private bool _reading;

        public int Generation { get; } = ++reactor._generations;

        public override SocketError Connect(Transport transport, IPEndPoint? source, IPEndPoint remote)
        {
            var descriptor = LinuxSockets.Open(remote.AddressFamily, transport);
            if (descriptor < 0) return LinuxSockets.ErrorOf(LinuxSockets.LastError);
            _socket = descriptor;
            LinuxErrorQueue.Enable(descriptor, remote.AddressFamily);
            var error = source is null ? 0 : LinuxSockets.Bind(descriptor, source);
            if (error != 0) return LinuxSockets.ErrorOf(error);

            error = LinuxSockets.Connect(descriptor, remote);
            var result = LinuxSockets.ErrorOf(error);
            if (result is not (SocketError.Success or SocketError.InProgress)) return result;
            _remote = remote;
            _connecting = result == SocketError.InProgress;
            reactor.Enter(descriptor, this);
            var events = LinuxSockets.EpollIn | LinuxSockets.EpollPeerHungUp | LinuxSockets.EpollEdge;
            if (_connecting) events |= LinuxSockets.EpollOut;
            error = LinuxSockets.Watch(reactor._epoll, descriptor, events, ((long)Generation << 32) | (uint)descriptor);
            return error == 0 ? result : LinuxSockets.ErrorOf(error);
        }

        public override SocketError Send(byte[] request)
        {
            var sent = LinuxSockets.Send(_socket, request);
            if (sent == request.Length) return SocketError.Success;

            // A part of a request that fits into one packet: the peer lets nothing through.
            return sent < 0 ? LinuxSockets.ErrorOf(LinuxSockets.LastError) : SocketError.NoBufferSpaceAvailable;
        }

        public override void Receive()
        {
            _wantsInput = true;
            if (_mayHaveInput && !_reading) Read();
        }

        public void Tell(int events)
        {
            try
            {
                TellProbe(events);
            }
            catch (Exception e)
            {
                probe.Break(e);
            }
        }

        public override bool HasNews()
        {
            if (_socket < 0) return false;
            if (_connecting)
            {
                // Connecting once more tells how the first time went.
                var error = LinuxSockets.Connect(_socket, _remote!);
                if (error == LinuxSockets.StillConnecting) return false;
                _connecting = false;
                if (error is 0 or LinuxSockets.AlreadyConnected) probe.Connected();
                else probe.Failed(LinuxSockets.ErrorOf(error));
                return true;
            }

            return _wantsInput && Read();
        }

        public override IcmpError? IcmpError() => _socket < 0 ? null : LinuxErrorQueue.Read(_socket);

        public override IPAddress? LocalAddress()
        {
            if (_socket < 0 || _remote is null) return null;
            Span<byte> address = stackalloc byte[16];
            address = address[..LinuxSockets.ReadLocalAddress(_socket, address)];
            return address.IndexOfAnyExcept((byte)0) < 0 ? null : reactor.AddressOf(address);
        }

        public override int LocalPort() => _socket < 0 ? 0 : LinuxSockets.ReadLocalPort(_socket);

        public override void EndSending() => LinuxSockets.EndSending(_socket);

        public override Socket Detach()
        {
            var descriptor = _socket;
            LinuxSockets.Unwatch(reactor._epoll, descriptor);
            reactor.Leave(descriptor, this);
            _socket = -1;
            return new(new SafeSocketHandle(descriptor, ownsHandle: true)) { Blocking = true };
        }

        public override void Dispose()
        {
            if (_socket < 0) return;
            reactor.Leave(_socket, this);
            LinuxSockets.Close(_socket);
            _socket = -1;
            _wantsInput = false;
        }

        private void TellProbe(int events)
        {
            if (_connecting)
            {
                var error = (events & (LinuxSockets.EpollError | LinuxSockets.EpollHangUp)) == 0
                    ? 0
                    : LinuxSockets.TakeError(_socket);
                if (error != 0)
                {
                    probe.Failed(LinuxSockets.ErrorOf(error));
                    return;
                }

                if ((events & LinuxSockets.EpollOut) != 0)
                {
                    _connecting = false;
                    probe.Connected();
                }
            }

            if ((events & ~LinuxSockets.EpollOut) == 0) return;
            _mayHaveInput = true;
            if (_wantsInput) Read();
        }

        /// <summary>Tells what there is, as long as the probe wants it.</summary>
        /// <returns>Whether there was anything.</returns>
        private bool Read()
        {
            var any = false;
            _reading = true;
            while (_wantsInput && _socket >= 0)
            {
                // A datagram needs no more, and of a stream more comes in the next round.
                var count = LinuxSockets.Receive(_socket, reactor._buffer, probe.MaxReceive);
                var error = count < 0 ? LinuxSockets.ErrorOf(LinuxSockets.LastError) : SocketError.Success;
                if (error == SocketError.WouldBlock)
                {
                    _mayHaveInput = false;
                    break;
                }

                any = true;
                _wantsInput = false;
                if (count < 0) probe.Failed(error);
                else probe.Received(reactor._buffer, count);
            }

            _reading = false;
            return any;
        }
    }
}
#endif
