using System;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace MdiPrereq.Transports;

/// <summary>
/// Which ICMP error ended a probe. The socket error alone cannot tell a firewall's "administratively prohibited" from a router's
/// "host unreachable"; both operating systems keep the difference, each in its own place. Best effort: a system that does not
/// know these options leaves us with the socket error.
/// </summary>
internal static class IcmpErrors
{
    /// <summary>Asks the system to hand ICMP errors to this socket. Call before connecting.</summary>
    public static void Enable(Socket socket)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Linux)) LinuxErrorQueue.Enable((int)socket.Handle, socket.AddressFamily);
        else if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) WindowsIcmpErrorInfo.Enable(socket);
    }

    /// <summary>The ICMP error that a failed socket met; null when there was none or the system cannot tell.</summary>
    public static IcmpError? Read(Socket socket)
    {
        try
        {
            if (RuntimeInformation.IsOSPlatform(OSPlatform.Linux)) return LinuxErrorQueue.Read((int)socket.Handle);
            return RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? WindowsIcmpErrorInfo.Read(socket) : null;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }
}
