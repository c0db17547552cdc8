using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace MdiPrereq.Tests.Transports;

/// <summary>A server on an ephemeral loopback port, with whatever manners a test wants.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly Socket _socket;
    private readonly CancellationTokenSource _stop = new();

    private LoopbackServer(Socket socket) => _socket = socket;

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    /// <summary>The requests that came, in bytes each.</summary>
    public int Requests { get; private set; }

    public static LoopbackServer Tcp(Func<Socket, CancellationToken, Task> serve, bool v6 = false)
    {
        var server = Bind(SocketType.Stream, ProtocolType.Tcp, v6);
        server._socket.Listen(16);
        _ = server.AcceptAsync(serve);
        return server;
    }

    /// <summary>Answers each datagram with what <paramref name="reply"/> makes of it; null for silence.</summary>
    public static LoopbackServer Udp(Func<byte[], byte[]?> reply, bool v6 = false)
    {
        var server = Bind(SocketType.Dgram, ProtocolType.Udp, v6);
        _ = server.EchoAsync(reply);
        return server;
    }

    /// <summary>A port that drops every connection attempt: its accept queue is full, so Linux ignores further SYNs.</summary>
    public static (LoopbackServer Server, IDisposable[] Fillers) Full()
    {
        var server = Bind(SocketType.Stream, ProtocolType.Tcp, false);
        server._socket.Listen(0);
        var fillers = new IDisposable[4];
        for (var i = 0; i < fillers.Length; i++)
        {
            var filler = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _ = filler.ConnectAsync(IPAddress.Loopback, server.Port);
            fillers[i] = filler;
        }

        return (server, fillers);
    }

    public static int ClosedPort(SocketType type, ProtocolType protocol)
    {
        using var server = Bind(type, protocol, false);
        return server.Port;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _socket.Dispose();
    }

    private static LoopbackServer Bind(SocketType type, ProtocolType protocol, bool v6)
    {
        var socket = new Socket(v6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork, type, protocol);
        socket.Bind(new IPEndPoint(v6 ? IPAddress.IPv6Loopback : IPAddress.Loopback, 0));
        return new(socket);
    }

    private async Task AcceptAsync(Func<Socket, CancellationToken, Task> serve)
    {
        while (!_stop.IsCancellationRequested)
        {
            Socket client;
            try
            {
                client = await _socket.AcceptAsync(_stop.Token);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                return;
            }

            Requests++;
            _ = Task.Run(async () =>
            {
                using (client)
                {
                    try
                    {
                        await serve(client, _stop.Token);
                    }
                    catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
                    {
                        // The probe hung up.
                    }
                }
            });
        }
    }

    private async Task EchoAsync(Func<byte[], byte[]?> reply)
    {
        var buffer = new byte[2048];
        EndPoint any = new IPEndPoint(_socket.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var got = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, any, _stop.Token);
                Requests++;
                if (reply(buffer[..got.ReceivedBytes]) is { } answer)
                {
                    await _socket.SendToAsync(answer, SocketFlags.None, got.RemoteEndPoint, _stop.Token);
                }
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                if (_stop.IsCancellationRequested) return;
            }
        }
    }
}
