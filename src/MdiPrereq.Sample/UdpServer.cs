using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using MdiPrereq.Sample.Servers;

namespace MdiPrereq.Sample;

/// <summary>A UDP server on an ephemeral port of the loopback interface.</summary>
internal sealed class UdpServer : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public UdpServer(Responder responder)
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _ = ServeAsync(responder);
    }

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public void Dispose() => _socket.Dispose();

    private async Task ServeAsync(Responder responder)
    {
        var buffer = new byte[2048];
        var anyone = new IPEndPoint(IPAddress.Any, 0);
        while (true)
        {
            try
            {
                var received = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, anyone).ConfigureAwait(false);
                if (responder(buffer[..received.ReceivedBytes]) is { } reply)
                {
                    await _socket.SendToAsync(reply, SocketFlags.None, received.RemoteEndPoint).ConfigureAwait(false);
                }
            }
            catch (SocketException e) when (e.SocketErrorCode != SocketError.OperationAborted)
            {
                // A client that has gone already: Windows tells so at the next receive.
            }
            catch (Exception e) when (e is ObjectDisposedException or SocketException)
            {
                return;
            }
        }
    }
}
