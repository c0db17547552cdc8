using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using MdiPrereq.Protocols;

namespace MdiPrereq.Machine;

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
