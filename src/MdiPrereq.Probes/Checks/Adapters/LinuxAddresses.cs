using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Runtime.InteropServices;

namespace MdiPrereq.Checks.Adapters;

/// <summary>
/// The addresses of Linux's adapters by rtnetlink (<c>rtnetlink(7)</c>), which alone tells whether an address is there for good or on a
/// lease.
/// </summary>
internal static class LinuxAddresses
{
    private const int AfNetlink = 16;
    private const int SockRaw = 3;
    private const int SockCloseOnExec = 0x80000;
    private const ushort NlmsgError = 2;
    private const ushort NlmsgDone = 3;
    private const ushort RtmNewAddr = 20;
    private const ushort RtmGetAddr = 22;
    private const ushort RequestDump = 0x301;
    private const ushort IfaAddress = 1;
    private const ushort IfaLocal = 2;
    private const ushort IfaFlags = 8;
    private const uint Permanent = 0x80;
    private const int MessageHeader = 16;
    private const int AddressHeader = 8;

    /// <summary>The addresses by the index of their adapter.</summary>
    public static ILookup<int, AdapterAddress> ByIndex() => Read().ToLookup(one => one.Index, one => one.Address);

    public static int IndexOf(string name) => (int)IfNameToIndex(name);

    private static List<(int Index, AdapterAddress Address)> Read()
    {
        var found = new List<(int, AdapterAddress)>();
        var socket = OpenSocket(AfNetlink, SockRaw | SockCloseOnExec, 0);
        if (socket < 0) return found;
        try
        {
            var request = new byte[MessageHeader + AddressHeader];
            Put(request, 0, (uint)request.Length);
            Put(request, 4, (uint)RtmGetAddr | ((uint)RequestDump << 16));
            if (Send(socket, request, (IntPtr)request.Length, 0).ToInt64() < 0) return found;
            var buffer = new byte[65536];
            for (var more = true; more;)
            {
                var length = (int)Receive(socket, buffer, (IntPtr)buffer.Length, 0).ToInt64();
                more = length > 0 && ReadMessages(buffer, length, found);
            }

            return found;
        }
        finally
        {
            _ = Close(socket);
        }
    }

    /// <returns>Whether more messages follow.</returns>
    private static bool ReadMessages(byte[] buffer, int length, List<(int, AdapterAddress)> found)
    {
        for (var at = 0; at + MessageHeader <= length;)
        {
            var size = (int)BitConverter.ToUInt32(buffer, at);
            var type = BitConverter.ToUInt16(buffer, at + 4);
            if (type is NlmsgDone or NlmsgError || size < MessageHeader || at + size > length) return false;
            if (type == RtmNewAddr && size >= MessageHeader + AddressHeader) ReadAddress(buffer, at + MessageHeader, at + size, found);
            at += Align(size);
        }

        return true;
    }

    private static void ReadAddress(byte[] buffer, int at, int end, List<(int, AdapterAddress)> found)
    {
        var prefixLength = buffer[at + 1];
        uint flags = buffer[at + 2];
        var index = BitConverter.ToInt32(buffer, at + 4);
        byte[]? address = null;
        byte[]? local = null;
        for (at += AddressHeader; at + 4 <= end;)
        {
            var size = BitConverter.ToUInt16(buffer, at);
            if (size < 4 || at + size > end) break;
            var value = new byte[size - 4];
            Buffer.BlockCopy(buffer, at + 4, value, 0, value.Length);
            switch (BitConverter.ToUInt16(buffer, at + 2))
            {
                case IfaAddress: address = value; break;
                case IfaLocal: local = value; break;
                case IfaFlags when value.Length == 4: flags = BitConverter.ToUInt32(value, 0); break;
            }

            at += Align(size);
        }

        // On a point-to-point link IFA_ADDRESS is the other end.
        if ((local ?? address) is { Length: 4 or 16 } own)
        {
            found.Add(
                (index, new(new IPAddress(own), prefixLength, (flags & Permanent) != 0 ? AdapterAddress.Manual : AdapterAddress.Dhcp)));
        }
    }

    private static int Align(int size) => (size + 3) & ~3;

    private static void Put(byte[] buffer, int at, uint value) => BitConverter.GetBytes(value).CopyTo(buffer, at);

    [DllImport("libc", EntryPoint = "if_nametoindex", CharSet = CharSet.Ansi, BestFitMapping = false)]
    private static extern uint IfNameToIndex(string name);

    [DllImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static extern int OpenSocket(int family, int type, int protocol);

    [DllImport("libc", EntryPoint = "send", SetLastError = true)]
    private static extern IntPtr Send(int socket, byte[] data, IntPtr length, int flags);

    [DllImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static extern IntPtr Receive(int socket, byte[] data, IntPtr length, int flags);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int socket);
}
