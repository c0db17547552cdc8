using System.Collections.Generic;
using System.Linq;
using System.Net.NetworkInformation;
using System.Runtime.InteropServices;

namespace MdiPrereq.Machine;

/// <summary>Who listens on this machine's ports, by the system's own tables: nothing is sent.</summary>
internal static class ListenerTable
{
    public static IReadOnlyList<Listener> Find(Transport transport, int port)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) return [.. WindowsListeners.Find(transport, port)];
        return RuntimeInformation.IsOSPlatform(OSPlatform.Linux) ? LinuxListeners.Find(transport, port) : WithoutOwner(transport, port);
    }

    private static List<Listener> WithoutOwner(Transport transport, int port)
    {
        var properties = IPGlobalProperties.GetIPGlobalProperties();
        var listeners = transport == Transport.Tcp ? properties.GetActiveTcpListeners() : properties.GetActiveUdpListeners();
        return [.. listeners.Where(listener => listener.Port == port).Select(listener => new Listener(listener.Address, 0, ""))];
    }
}
