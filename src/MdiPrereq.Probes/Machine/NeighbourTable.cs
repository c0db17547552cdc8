using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace MdiPrereq.Machine;

/// <summary>
/// The ARP table: which IPv4 machines of its own networks this one spoke with a moment ago. Any user may read it; nothing is sent.
/// </summary>
internal static class NeighbourTable
{
    public static IReadOnlyList<IPAddress> Read()
    {
        var all = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? ReadWindows()
            : RuntimeInformation.IsOSPlatform(OSPlatform.Linux) ? Parse(SystemText.Lines("/proc/net/arp") ?? [])
            : [];
        return [.. all.Where(IsOneMachine).Distinct()];
    }

    /// <summary>Neighbours in the text of <c>/proc/net/arp</c> (proc(5)).</summary>
    internal static IEnumerable<IPAddress> Parse(IEnumerable<string> lines)
    {
        // IP address, HW type, Flags, HW address, Mask, Device. Flag 2 (ATF_COM): its hardware address is known, so it has answered.
        foreach (var line in lines.Skip(1))
        {
            var fields = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length < 4 || !fields[2].StartsWith("0x", StringComparison.Ordinal)) continue;
            if (!int.TryParse(fields[2].Substring(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var flags)) continue;
            if ((flags & 2) != 0 && IPAddress.TryParse(fields[0], out var address)) yield return address;
        }
    }

    /// <summary>Windows lists multicast groups and broadcast addresses beside machines.</summary>
    internal static bool IsOneMachine(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return bytes.Length == 4 && bytes[0] is > 0 and < 224 and not 127 && bytes[3] != 255;
    }

    [SupportedOSPlatform("windows")]
    private static List<IPAddress> ReadWindows()
    {
        // MIB_IPNETTABLE: the number of rows, then MIB_IPNETROW: index, length of the hardware address, the same in 8 bytes, address, type.
        const int rowSize = 24;
        const int addressAt = 16;
        const int typeAt = 20;
        const int invalid = 2;
        const int insufficientBuffer = 122;
        var size = 0;
        var neighbours = new List<IPAddress>();
        if (GetIpNetTable(IntPtr.Zero, ref size, true) != insufficientBuffer) return neighbours;

        // It may grow between the two calls.
        size += 16 * rowSize;
        var table = Marshal.AllocHGlobal(size);
        try
        {
            if (GetIpNetTable(table, ref size, true) != 0) return neighbours;
            var count = Marshal.ReadInt32(table);
            for (var i = 0; i < count; i++)
            {
                var row = IntPtr.Add(table, 4 + (i * rowSize));
                if (Marshal.ReadInt32(row, typeAt) == invalid) continue;
                neighbours.Add(new(BitConverter.GetBytes(Marshal.ReadInt32(row, addressAt))));
            }
        }
        finally
        {
            Marshal.FreeHGlobal(table);
        }

        return neighbours;
    }

    [DllImport("iphlpapi.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int GetIpNetTable(IntPtr table, ref int size, [MarshalAs(UnmanagedType.Bool)] bool order);
}
