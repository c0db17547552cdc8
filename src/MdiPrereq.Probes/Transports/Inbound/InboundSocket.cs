using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace MdiPrereq.Transports;

/// <summary>Sockets of listeners: each for one kind of address, and never beside another program on the same port.</summary>
internal static class InboundSocket
{
    /// <summary>Half a second of 100,000 small datagrams a second, each of which takes the kernel more than it holds.</summary>
    public const int ReceiveBuffer = 64 << 20;

#if NET
    private const int SocketLevel = 1;
    private const int ReceiveBufferForce = 33;
#endif

    /// <exception cref="SocketException">The port is taken, or this user may not have it.</exception>
    public static Socket Bind(SocketType type, IPEndPoint local)
    {
        var socket = new Socket(local.AddressFamily, type, type == SocketType.Stream ? ProtocolType.Tcp : ProtocolType.Udp);
        try
        {
            // Windows would let two programs have one port, and give each what the other waits for.
            if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) socket.ExclusiveAddressUse = true;
            if (local.AddressFamily == AddressFamily.InterNetworkV6) socket.DualMode = false;
            socket.Bind(local);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Asks for room for a flood: as root on Linux beyond what the system's limit allows.</summary>
    public static void Widen(Socket socket)
    {
        try
        {
            socket.ReceiveBufferSize = ReceiveBuffer;
#if NET
            if (System.OperatingSystem.IsLinux())
            {
                socket.SetRawSocketOption(SocketLevel, ReceiveBufferForce, System.BitConverter.GetBytes(ReceiveBuffer / 2));
            }
#endif
        }
        catch (SocketException)
        {
            // What it has must do; what it cannot hold is counted.
        }
    }
}
