using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace MdiPrereq.Transports;

/// <summary>
/// Takes connections to a port, reads them and sends nothing. Nobody holds it up: connections are few, short and silent ones shorter,
/// and the oldest makes room for the newest.
/// </summary>
internal sealed class InboundTcpListener : IDisposable
{
    /// <summary>The most connections at once.</summary>
    public const int MaxConnections = 256;

    /// <summary>The most that is read of one.</summary>
    public const int MaxOctets = 64 << 10;

    /// <summary>How long one may be silent, and how long it may last.</summary>
    public const int IdleMilliseconds = 10_000;

    private const int LifeMilliseconds = 60_000;
    private const int SweepMilliseconds = 1_000;
    private const int ShortageMilliseconds = 100;
    private const int Waiting = 512;
    private const int BufferSize = 4096;

    private readonly Socket _socket;
    private readonly LinkedList<Connection> _connections = new();
    private bool _isClosed;

    /// <exception cref="SocketException">The port is taken, or this user may not have it.</exception>
    public InboundTcpListener(IPEndPoint local)
    {
        _socket = InboundSocket.Bind(SocketType.Stream, local);
        try
        {
            _socket.Listen(Waiting);
        }
        catch (SocketException)
        {
            // Linux lets two bind, and one listen.
            _socket.Dispose();
            throw;
        }
    }

    /// <summary>The port that it has.</summary>
    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    /// <summary>Takes connections until the listener is disposed, and all of them have ended.</summary>
    /// <param name="accept">Makes something of a connection, from where and to where it goes.</param>
    public async Task RunAsync(Func<IPEndPoint, IPEndPoint, IInboundConnection> accept)
    {
        using (new Timer(_ => Sweep(), null, SweepMilliseconds, SweepMilliseconds)) await AcceptAsync(accept).ConfigureAwait(false);
        Task[] readings;
        lock (_connections) readings = [.. _connections.Select(connection => connection.Reading)];
        await Task.WhenAll(readings).ConfigureAwait(false);
    }

    /// <summary>Closes the listener and all connections.</summary>
    public void Dispose()
    {
        Volatile.Write(ref _isClosed, true);
        _socket.Dispose();
        lock (_connections)
        {
            foreach (var connection in _connections) connection.Socket.Dispose();
        }
    }

    private async Task AcceptAsync(Func<IPEndPoint, IPEndPoint, IInboundConnection> accept)
    {
        while (!Volatile.Read(ref _isClosed))
        {
            try
            {
                var socket = await _socket.AcceptAsync().ConfigureAwait(false);
                Start(socket, accept);
            }
            catch (SocketException)
            {
                // It was reset before it was taken, or there is no descriptor free: connections that end will give some.
                await Task.Delay(ShortageMilliseconds).ConfigureAwait(false);
            }
            catch (ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Start(Socket socket, Func<IPEndPoint, IPEndPoint, IInboundConnection> accept)
    {
        Connection connection;
        try
        {
            connection = new(socket, accept((IPEndPoint)socket.RemoteEndPoint!, (IPEndPoint)socket.LocalEndPoint!));
        }
        catch (SocketException)
        {
            // It is gone already.
            socket.Dispose();
            return;
        }

        lock (_connections)
        {
            if (_connections.Count >= MaxConnections) _connections.First!.Value.Socket.Dispose();
            _connections.AddLast(connection);
            if (_isClosed) socket.Dispose();
            connection.Reading = Task.Run(() => ReadAsync(connection));
        }
    }

    private async Task ReadAsync(Connection connection)
    {
        var buffer = new byte[BufferSize];
        var left = MaxOctets;
        try
        {
            while (left > 0)
            {
                var wanted = new ArraySegment<byte>(buffer, 0, Math.Min(buffer.Length, left));
                var count = await connection.Socket.ReceiveAsync(wanted, SocketFlags.None).ConfigureAwait(false);
                if (count == 0 || !connection.Taker.Receive(buffer, count)) break;
                left -= count;
                connection.Touch();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The other side reset it, or it was swept away: what came until then counts.
        }
        finally
        {
            connection.Socket.Dispose();
            connection.Taker.End();
            lock (_connections) _connections.Remove(connection);
        }
    }

    private void Sweep()
    {
        lock (_connections)
        {
            foreach (var connection in _connections)
            {
                if (connection.IsOver) connection.Socket.Dispose();
            }
        }
    }

    private sealed class Connection(Socket socket, IInboundConnection taker)
    {
        private readonly Stopwatch _life = Stopwatch.StartNew();
        private long _last;

        public Socket Socket => socket;

        public IInboundConnection Taker => taker;

        public Task Reading { get; set; } = Task.CompletedTask;

        public bool IsOver =>
            _life.ElapsedMilliseconds > LifeMilliseconds || _life.ElapsedMilliseconds - Interlocked.Read(ref _last) > IdleMilliseconds;

        public void Touch() => Interlocked.Exchange(ref _last, _life.ElapsedMilliseconds);
    }
}
