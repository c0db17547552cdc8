using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading;
using System.Threading.Tasks;

namespace MdiPrereq.Sample;

/// <summary>A TCP server on an ephemeral port of the loopback interface; what it does with a connection is given.</summary>
internal sealed class TcpServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();

    public TcpServer(TcpBehaviour behaviour)
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync(behaviour);
    }

    public int Port { get; }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync(TcpBehaviour behaviour)
    {
        var token = _stop.Token;
        while (!token.IsCancellationRequested)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync(token).ConfigureAwait(false), behaviour, token);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
            catch (SocketException)
            {
                // A client that gave up before it was accepted.
            }
        }
    }

    private static async Task ServeAsync(Socket socket, TcpBehaviour behaviour, CancellationToken token)
    {
        using (socket)
        {
            try
            {
                await behaviour(socket, token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or SocketException or AuthenticationException
                or OperationCanceledException or ObjectDisposedException)
            {
                // Clients hang up when they have seen enough.
            }
        }
    }
}
