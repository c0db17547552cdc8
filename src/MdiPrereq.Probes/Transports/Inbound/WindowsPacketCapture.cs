using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Threading;
using MdiPrereq.Protocols;

namespace MdiPrereq.Transports;

/// <summary>
/// A raw socket at each of the machine's IPv4 addresses that gets every packet to it (SIO_RCVALL). Windows Firewall stands before such a
/// socket too: what it shuts out is not seen here either, unless a rule lets this program have it.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsPacketCapture : PacketCapture
{
    private const int IpLevel = 3; // RCVALL_IPLEVEL: the adapter is not made to take what is others'

    private readonly List<Socket> _sockets = [];

    private WindowsPacketCapture()
    {
    }

    /// <summary>Windows does not tell.</summary>
    public override long Dropped => 0;

    /// <inheritdoc/>
    public override bool IsBeforeFirewall => false;

    /// <inheritdoc/>
    public override bool Sees(AddressFamily family) => family == AddressFamily.InterNetwork;

    public static WindowsPacketCapture? Open(out string problem)
    {
        var capture = new WindowsPacketCapture();
        problem = "there is no IPv4 address to capture at";
        foreach (var address in Addresses())
        {
            try
            {
                capture.Add(address);
            }
            catch (SocketException e)
            {
                problem = e.SocketErrorCode == SocketError.AccessDenied
                    ? "it needs administrator rights"
                    : $"Windows does not allow it ({e.SocketErrorCode})";
            }
        }

        if (capture._sockets.Count == 0) return null;
        problem = "";
        return capture;
    }

    /// <inheritdoc/>
    public override void Run(PacketCaptured captured, CancellationToken until)
    {
        var buffer = new byte[ushort.MaxValue + 1];
        while (!until.IsCancellationRequested)
        {
            var ready = new ArrayList(_sockets);
            Socket.Select(ready, null, null, PollMilliseconds * 1000);
            foreach (Socket socket in ready)
            {
                var count = socket.Receive(buffer, 0, buffer.Length, SocketFlags.None, out var error);
                if (error == SocketError.Success && CapturedPacket.Read(buffer, 0, count) is { } packet) captured(packet, buffer);
            }
        }
    }

    public override void Dispose()
    {
        foreach (var socket in _sockets) socket.Dispose();
    }

    private static IEnumerable<IPAddress> Addresses() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(adapter => adapter.OperationalStatus == OperationalStatus.Up)
        .SelectMany(adapter => adapter.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address)
        .Where(address => address.AddressFamily == AddressFamily.InterNetwork);

    private void Add(IPAddress address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.IP);
        try
        {
            socket.Bind(new IPEndPoint(address, 0));
            socket.ReceiveBufferSize = InboundSocket.ReceiveBuffer;
            socket.IOControl(IOControlCode.ReceiveAll, BitConverter.GetBytes(IpLevel), null);
            _sockets.Add(socket);
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }
}
