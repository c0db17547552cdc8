using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace MdiPrereq.Checks.Adapters;

/// <summary>Windows' IPv4 routes (GetIpForwardTable): any user may read them.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsRoutes
{
    private const int NoError = 0;
    private const int InsufficientBuffer = 122;

    // MIB_IPFORWARDROW: fourteen DWORDs, the addresses in network order.
    private const int RowSize = 14 * 4;
    private const int MaskAt = 4;
    private const int IndexAt = 16;
    private const int TypeAt = 20;
    private const int Indirect = 4;

    /// <summary>The networks by the index of their adapter; null when they cannot be read.</summary>
    public static ILookup<int, string>? ByIndex()
    {
        var size = 0;
        if (GetIpForwardTable(IntPtr.Zero, ref size, false) != InsufficientBuffer) return null;
        var table = Marshal.AllocHGlobal(size);
        try
        {
            if (GetIpForwardTable(table, ref size, false) != NoError) return null;
            return Rows(table).ToList().ToLookup(row => row.Index, row => row.Network.ToString());
        }
        finally
        {
            Marshal.FreeHGlobal(table);
        }
    }

    private static IEnumerable<(int Index, IPv4Network Network)> Rows(IntPtr table)
    {
        var count = Marshal.ReadInt32(table);
        for (var i = 0; i < count; i++)
        {
            var row = IntPtr.Add(table, 4 + (i * RowSize));
            var network = IPv4Network.Of(Address(row, 0), IPv4Network.LengthOf(Address(row, MaskAt)));

            // The stack's own: every adapter has a route to multicast, and one to each of its addresses and to broadcast.
            var own = network.Length == 0 || network.Prefix.GetAddressBytes()[0] >> 4 == 14
                || (network.Length == 32 && Marshal.ReadInt32(row, TypeAt) != Indirect);
            if (!own) yield return (Marshal.ReadInt32(row, IndexAt), network);
        }
    }

    private static IPAddress Address(IntPtr row, int at) => new(BitConverter.GetBytes(Marshal.ReadInt32(row, at)));

    [DllImport("iphlpapi.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int GetIpForwardTable(IntPtr table, ref int size, [MarshalAs(UnmanagedType.Bool)] bool order);
}
