using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using MdiPrereq.Protocols;

namespace MdiPrereq.Machine;

/// <summary>Something that listens on a port of this machine.</summary>
/// <param name="Address">The address it listens on; the unspecified one for all.</param>
/// <param name="ProcessId">Its process; 0 when that could not be read.</param>
/// <param name="ProcessName">The process's name; empty when that could not be read.</param>
internal sealed record Listener(IPAddress Address, int ProcessId, string ProcessName)
{
    public override string ToString()
    {
        var place = Address.Equals(IPAddress.Any) || Address.Equals(IPAddress.IPv6Any) ? "all addresses" : Address.ToString();
        return ProcessName.Length > 0 ? $"{ProcessName} (process {ProcessId}) on {place}" : $"a process that could not be read, on {place}";
    }
}

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

/// <summary>GetExtendedTcpTable and GetExtendedUdpTable, which any user may ask for owners.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsListeners
{
    private const int InsufficientBuffer = 122;
    private const int IPv4 = 2;
    private const int IPv6 = 23;
    private const int TcpListenersByProcess = 3;
    private const int UdpByProcess = 1;

    // Where a row has its address, its port (in network order) and its process, and how long it is: MIB_TCPROW_OWNER_PID,
    // MIB_TCP6ROW_OWNER_PID, MIB_UDPROW_OWNER_PID, MIB_UDP6ROW_OWNER_PID.
    private static readonly (Transport Transport, int Family, int Address, int Port, int Process, int Size)[] Layouts =
    [
        (Transport.Tcp, IPv4, 4, 8, 20, 24),
        (Transport.Tcp, IPv6, 0, 20, 52, 56),
        (Transport.Udp, IPv4, 0, 4, 8, 12),
        (Transport.Udp, IPv6, 0, 20, 24, 28),
    ];

    public static IEnumerable<Listener> Find(Transport transport, int port)
    {
        foreach (var layout in Layouts.Where(layout => layout.Transport == transport))
        {
            var table = ReadTable(transport, layout.Family);
            for (var row = 4; row + layout.Size <= table.Length; row += layout.Size)
            {
                if (((table[row + layout.Port] << 8) | table[row + layout.Port + 1]) != port) continue;
                var address = new byte[layout.Family == IPv4 ? 4 : 16];
                Buffer.BlockCopy(table, row + layout.Address, address, 0, address.Length);
                var process = BitConverter.ToInt32(table, row + layout.Process);
                yield return new(new IPAddress(address), process, NameOf(process));
            }
        }
    }

    /// <summary>The table, cut to the rows it has; empty when Windows gives none.</summary>
    private static byte[] ReadTable(Transport transport, int family)
    {
        // The table may grow between the call that asks for its size and the one that gets it.
        for (int tries = 0, size = 0; tries < 5; tries++)
        {
            var memory = Marshal.AllocHGlobal(Math.Max(size, 4));
            try
            {
                var result = transport == Transport.Tcp
                    ? GetExtendedTcpTable(memory, ref size, false, family, TcpListenersByProcess, 0)
                    : GetExtendedUdpTable(memory, ref size, false, family, UdpByProcess, 0);
                if (result == InsufficientBuffer) continue;
                if (result != 0) return [];
                var rowSize = Layouts.First(layout => layout.Transport == transport && layout.Family == family).Size;
                var table = new byte[4 + (Marshal.ReadInt32(memory) * rowSize)];
                Marshal.Copy(memory, table, 0, table.Length);
                return table;
            }
            finally
            {
                Marshal.FreeHGlobal(memory);
            }
        }

        return [];
    }

    private static string NameOf(int process)
    {
        try
        {
            using var open = Process.GetProcessById(process);
            return SafeText.Clean(open.ProcessName);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It has ended, or is none of ours to look at.
            return "";
        }
    }

    [DllImport("iphlpapi.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int GetExtendedTcpTable(
        IntPtr table, ref int size, [MarshalAs(UnmanagedType.Bool)] bool order, int family, int kind, int reserved);

    [DllImport("iphlpapi.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int GetExtendedUdpTable(
        IntPtr table, ref int size, [MarshalAs(UnmanagedType.Bool)] bool order, int family, int kind, int reserved);
}

/// <summary>
/// <c>proc(5)</c>: the sockets in <c>/proc/net</c>, their owners by the descriptors of each process, which only root sees of
/// others'.
/// </summary>
internal static class LinuxListeners
{
    private const string Listening = "0A";

    public static IReadOnlyList<Listener> Find(Transport transport, int port)
    {
        var sockets = Sockets(transport, port).ToList();
        if (sockets.Count == 0) return [];
        var owners = Owners([.. sockets.Select(socket => $"socket:[{socket.Inode}]")]);
        return
        [
            .. sockets.Select(socket => owners.TryGetValue($"socket:[{socket.Inode}]", out var process)
                ? new Listener(socket.Address, process, NameOf(process))
                : new Listener(socket.Address, 0, "")),
        ];
    }

    private static IEnumerable<(IPAddress Address, string Inode)> Sockets(Transport transport, int port)
    {
        var name = transport == Transport.Tcp ? "tcp" : "udp";
        foreach (var file in new[] { "/proc/net/" + name, "/proc/net/" + name + "6" })
        {
            if (!File.Exists(file)) continue;
            foreach (var line in File.ReadAllLines(file).Skip(1))
            {
                // sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode
                var fields = line.Split([' '], StringSplitOptions.RemoveEmptyEntries);
                if (fields.Length < 10 || (transport == Transport.Tcp && fields[3] != Listening)) continue;
                var local = fields[1].Split(':');
                if (local.Length == 2 && int.Parse(local[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture) == port)
                {
                    yield return (AddressOf(local[0]), fields[9]);
                }
            }
        }
    }

    // Words of 32 bits in the machine's byte order.
    private static IPAddress AddressOf(string hex) => new(
        [.. Enumerable.Range(0, hex.Length / 8).SelectMany(i => BitConverter.GetBytes(uint.Parse(
            hex.Substring(i * 8, 8),
            NumberStyles.HexNumber,
            CultureInfo.InvariantCulture)))]);

    private static Dictionary<string, int> Owners(HashSet<string> sockets)
    {
        var owners = new Dictionary<string, int>();
        var link = new byte[64];
        foreach (var process in Directory.GetDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(process), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) continue;
            foreach (var descriptor in Descriptors(process))
            {
                var length = ReadLink(descriptor, link, (IntPtr)link.Length).ToInt64();
                if (length <= 0) continue;
                var target = Encoding.ASCII.GetString(link, 0, (int)length);
                if (sockets.Contains(target) && !owners.ContainsKey(target)) owners.Add(target, id);
            }

            if (owners.Count == sockets.Count) break;
        }

        return owners;
    }

    private static string[] Descriptors(string process)
    {
        try
        {
            return Directory.GetFileSystemEntries(process + "/fd");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string NameOf(int process)
    {
        try
        {
            return SafeText.Clean(File.ReadAllText($"/proc/{process}/comm").Trim());
        }
        catch (IOException)
        {
            return "";
        }
    }

    [DllImport("libc", EntryPoint = "readlink", CharSet = CharSet.Ansi, BestFitMapping = false, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr ReadLink(string path, byte[] buffer, IntPtr size);
}
