using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace MdiPrereq.Transports;

/// <summary>Waits with the runtime's own means, which exist everywhere: what its threads complete is told on the reactor's.</summary>
internal sealed class PortableReactor : Reactor
{
    private readonly Stack<Operation> _operations = new();
    private readonly ConcurrentQueue<Operation> _completed = new();
    private readonly object _bell = new();

    /// <summary>
    /// Room for what is left of the longest datagram. Without it Windows ends the receive with an error, and Wine 8 tells that end twice.
    /// Nobody reads it, so it is one for all.
    /// </summary>
    private readonly byte[] _rest = new byte[ushort.MaxValue];
    private bool _rung;

    public PortableReactor() => Begin();

    protected override bool HasMail => !_completed.IsEmpty;

    public override Wire CreateWire(WireProbe probe) => new PortableWire(this, probe);

    protected override void Poll(int waitMilliseconds)
    {
        lock (_bell)
        {
            if (waitMilliseconds != 0 && !_rung) Monitor.Wait(_bell, waitMilliseconds);
            _rung = false;
        }

        while (_completed.TryDequeue(out var operation))
        {
            var wire = operation.Wire;
            operation.IsUnderWay = false;
            if (wire is null) _operations.Push(operation);
            else wire.Tell(operation);
        }
    }

    protected override void Wake()
    {
        lock (_bell)
        {
            _rung = true;
            Monitor.Pulse(_bell);
        }
    }

    private Operation Take(PortableWire wire)
    {
        var operation = _operations.Count > 0 ? _operations.Pop() : new Operation(this);
        operation.Wire = wire;
        return operation;
    }

    /// <summary>Takes an operation back, now or as soon as nothing is under way on it.</summary>
    private void GiveBack(Operation operation)
    {
        operation.Wire = null;
        if (!operation.IsUnderWay) _operations.Push(operation);
    }

    /// <summary>A connect or a receive, with the buffer for it. Kept and used again: .NET Framework makes them at some cost.</summary>
    private sealed class Operation(PortableReactor reactor) : SocketAsyncEventArgs
    {
        private const int BufferSize = 4096;

        private readonly byte[] _bytes = new byte[BufferSize];
        private int _wanted;

        /// <summary>Whose it is; null once nobody wants to hear of it.</summary>
        public PortableWire? Wire { get; set; }

        /// <summary>From its start until its end is told.</summary>
        public bool IsUnderWay { get; set; }

        /// <summary>What was received, <see cref="ReceivedCount"/> bytes of it.</summary>
        public byte[] Received => _bytes;

        public int ReceivedCount => Math.Min(BytesTransferred, _wanted);

        public bool Connect(Socket socket, IPEndPoint remote)
        {
            RemoteEndPoint = remote;

            // What stands in the buffer would be sent.
            BufferList = null;
            SetBuffer(null, 0, 0);
            return IsUnderWay = socket.ConnectAsync(this);
        }

        /// <param name="socket">From which.</param>
        /// <param name="count">How much is wanted at most: of a stream the rest comes later, of a datagram it is lost.</param>
        public void Receive(Socket socket, int count)
        {
            _wanted = Math.Min(BufferSize, count);
            if (socket.SocketType == SocketType.Stream)
            {
                BufferList = null;
                SetBuffer(_bytes, 0, _wanted);
            }
            else if (BufferList is null)
            {
                SetBuffer(null, 0, 0);
                BufferList = [new(_bytes), new(reactor._rest)];
            }

            IsUnderWay = true;

            // What is there at once is told in the next round, so that a probe is never told while it asks.
            if (!socket.ReceiveAsync(this)) reactor._completed.Enqueue(this);
        }

        protected override void OnCompleted(SocketAsyncEventArgs e)
        {
            reactor._completed.Enqueue(this);
            reactor.WakeIfAsleep();
        }
    }

    private sealed class PortableWire(PortableReactor reactor, WireProbe probe) : Wire
    {
        /// <summary>
        /// How often the end of an operation is waited for that was broken off; a system that never tells it must not hold us.
        /// </summary>
        private const int MaxWaitsForEnd = 20;

        private Socket? _socket;
        private Operation? _operation;
        private bool _connecting;
        private int _waitsForEnd;

        public override SocketError Connect(Transport transport, IPEndPoint? source, IPEndPoint remote)
        {
            var tcp = transport == Transport.Tcp;
            try
            {
                _socket = new(remote.AddressFamily, tcp ? SocketType.Stream : SocketType.Dgram, tcp ? ProtocolType.Tcp : ProtocolType.Udp);
                _socket.Blocking = false;
                if (tcp) _socket.NoDelay = true;
                IcmpErrors.Enable(_socket);
                if (source is not null) _socket.Bind(source);
                _operation = reactor.Take(this);
                if (!tcp)
                {
                    _socket.Connect(remote);
                    return SocketError.Success;
                }

                _connecting = _operation.Connect(_socket, remote);
                return _connecting ? SocketError.InProgress : EndedAtOnce();
            }
            catch (SocketException e)
            {
                // Rare: no handle, no such address, no route. A connection's own end comes as a value.
                return e.SocketErrorCode;
            }
        }

        /// <summary>The end of a connect that was none to wait for.</summary>
        private SocketError EndedAtOnce()
        {
            var error = _operation!.SocketError;
            if (error == SocketError.Success) return error;

            // Not used again before that is told, if ever: Mono tells a refusal at once and then once more.
            _operation.Wire = null;
            _operation = null;
            return error;
        }

        public override SocketError Send(byte[] request)
        {
            var sent = _socket!.Send(request, 0, request.Length, SocketFlags.None, out var error);
            return error == SocketError.Success && sent < request.Length ? SocketError.NoBufferSpaceAvailable : error;
        }

        public override void Receive()
        {
            if (_waitsForEnd > 0) probe.StaySilent();
            else _operation!.Receive(_socket!, probe.MaxReceive);
        }

        public override bool HasNews()
        {
            if (_operation is not { IsUnderWay: true }) return false;

            // What has come lies in the socket until one of the runtime's threads takes it, and then it is on its way to us.
            if (_connecting) return _socket!.Poll(0, SelectMode.SelectWrite) || _socket.Poll(0, SelectMode.SelectError);
            if (_waitsForEnd == 0)
            {
                if (_socket!.Poll(0, SelectMode.SelectRead)) return true;

                // Windows takes it out of the socket before anyone is told. Breaking off what is under way brings either that or nothing.
                _socket.Dispose();
            }

            return _waitsForEnd++ < MaxWaitsForEnd;
        }

        public override IcmpError? IcmpError() => _socket is null ? null : IcmpErrors.Read(_socket);

        public override IPAddress? LocalAddress()
        {
            try
            {
                return (_socket?.LocalEndPoint as IPEndPoint)?.Address is { } address && !address.Equals(IPAddress.Any)
                    && !address.Equals(IPAddress.IPv6Any)
                    ? address
                    : null;
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return null;
            }
        }

        public override int LocalPort()
        {
            try
            {
                return (_socket?.LocalEndPoint as IPEndPoint)?.Port ?? 0;
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return 0;
            }
        }

        public override void EndSending()
        {
            try
            {
                _socket!.Shutdown(SocketShutdown.Send);
            }
            catch (SocketException)
            {
                // The connection is gone, which reading will tell.
            }
        }

        public override Socket Detach()
        {
            var socket = _socket!;
            _socket = null;
            Dispose();
            socket.Blocking = true;
            return socket;
        }

        public override void Dispose()
        {
            _socket?.Dispose();
            _socket = null;
            if (_operation is not null) reactor.GiveBack(_operation);
            _operation = null;
        }

        public void Tell(Operation operation)
        {
            try
            {
                var error = operation.SocketError;
                if (_connecting)
                {
                    _connecting = false;
                    if (error == SocketError.Success) probe.Connected();
                    else probe.Failed(error);
                }
                else if (error == SocketError.Success)
                {
                    probe.Received(operation.Received, operation.ReceivedCount);
                }
                else if (_waitsForEnd > 0)
                {
                    probe.StaySilent();
                }
                else
                {
                    probe.Failed(error);
                }
            }
            catch (Exception e)
            {
                probe.Break(e);
            }
        }
    }
}
