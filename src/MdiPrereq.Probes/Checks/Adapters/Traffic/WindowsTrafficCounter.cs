using System;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Threading;

namespace MdiPrereq.Checks.Adapters.Traffic;

/// <summary>A raw socket that gets every IP packet of an adapter (SIO_RCVALL): IPv4 only, and by way of the adapter's address.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsTrafficCounter : TrafficCounter
{
    private const int ReceiveBuffer = 8 << 20;

    protected override CountProblem? Count(AdapterFact adapter, TrafficCount count, Action started, CancellationToken until)
    {
        if (adapter.IPv4() is not [var own, ..]) return new("the adapter has no IPv4 address, which Windows needs to listen on it");
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.IP);
            socket.Bind(new IPEndPoint(own.Address, 0));
            socket.ReceiveBufferSize = ReceiveBuffer;
            socket.IOControl(IOControlCode.ReceiveAll, BitConverter.GetBytes(1), null);
            started();
            Receive(socket, own.Address, count, until);
            return null;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode == SocketError.AccessDenied
                ? new("seeing all traffic of an adapter needs administrator rights", NeedsAdministrator: true)
                : new($"Windows would not show all traffic of the adapter ({e.SocketErrorCode}: {e.Message.TrimEnd('.')})");
        }
    }

    private static void Receive(Socket socket, IPAddress own, TrafficCount count, CancellationToken until)
    {
        var packet = new byte[65536];
        while (!until.IsCancellationRequested)
        {
            if (!socket.Poll(PollMilliseconds * 1000, SelectMode.SelectRead)) continue;
            int length;
            try
            {
                length = socket.Receive(packet);
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.MessageSize)
            {
                // Larger than any packet may be; what is there has the addresses.
                length = packet.Length;
            }

            // What the machine sends itself is no mirrored traffic.
            var frame = FrameParser.ReadIp(packet, 0, length);
            if (frame?.Source.Equals(own) != true) count.Add(frame);
        }
    }
}
