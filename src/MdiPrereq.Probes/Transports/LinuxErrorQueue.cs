using System;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace MdiPrereq.Transports;

/// <summary>The socket error queue of Linux (<c>ip(7)</c>, IP_RECVERR): the ICMP type and code behind EHOSTUNREACH and its kin.</summary>
internal static class LinuxErrorQueue
{
    private const int SolIp = 0;
    private const int IpRecvErr = 11;
    private const int SolIpv6 = 41;
    private const int Ipv6RecvErr = 25;
    private const int MsgDontWait = 0x40;
    private const int MsgErrQueue = 0x2000;
    private const byte OriginIcmp = 2;
    private const byte OriginIcmp6 = 3;

    public static void Enable(int socket, AddressFamily family)
    {
        var on = 1;
        var v6 = family == AddressFamily.InterNetworkV6;

        // Failure means a kernel without the option; the socket works all the same.
        _ = SetSockOpt(socket, v6 ? SolIpv6 : SolIp, v6 ? Ipv6RecvErr : IpRecvErr, ref on, sizeof(int));
    }

    public static IcmpError? Read(int socket)
    {
        var control = Marshal.AllocHGlobal(512);
        var data = Marshal.AllocHGlobal(64);
        try
        {
            var vector = new IoVector { Base = data, Length = (IntPtr)64 };
            var vectorHandle = GCHandle.Alloc(vector, GCHandleType.Pinned);
            try
            {
                var message = new MessageHeader
                {
                    Vectors = vectorHandle.AddrOfPinnedObject(),
                    VectorCount = (IntPtr)1,
                    Control = control,
                    ControlLength = (IntPtr)512,
                };
                var received = RecvMsg(socket, ref message, MsgErrQueue | MsgDontWait);
                return received.ToInt64() < 0 ? null : Parse(control, (int)message.ControlLength.ToInt64());
            }
            finally
            {
                vectorHandle.Free();
            }
        }
        finally
        {
            Marshal.FreeHGlobal(data);
            Marshal.FreeHGlobal(control);
        }
    }

    // struct cmsghdr { size_t len; int level; int type; } and behind it struct sock_extended_err { u32 errno; u8 origin, type, code; … }.
    private static IcmpError? Parse(IntPtr control, int length)
    {
        var header = IntPtr.Size + 8;
        for (var at = 0; at + header + 8 <= length;)
        {
            var size = (int)Marshal.ReadIntPtr(control, at).ToInt64();
            if (size < header) return null;
            var level = Marshal.ReadInt32(control, at + IntPtr.Size);
            var type = Marshal.ReadInt32(control, at + IntPtr.Size + 4);
            if ((level == SolIp && type == IpRecvErr) || (level == SolIpv6 && type == Ipv6RecvErr))
            {
                var origin = Marshal.ReadByte(control, at + header + 4);
                if (origin is not (OriginIcmp or OriginIcmp6)) return null;
                return new(origin == OriginIcmp6, Marshal.ReadByte(control, at + header + 5), Marshal.ReadByte(control, at + header + 6));
            }

            at += (size + IntPtr.Size - 1) & ~(IntPtr.Size - 1);
        }

        return null;
    }

    [DllImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    private static extern int SetSockOpt(int socket, int level, int name, ref int value, int length);

    [DllImport("libc", EntryPoint = "recvmsg", SetLastError = true)]
    private static extern IntPtr RecvMsg(int socket, ref MessageHeader message, int flags);

    [StructLayout(LayoutKind.Sequential)]
    private struct IoVector
    {
        public IntPtr Base;
        public IntPtr Length;
    }

    // glibc's struct msghdr; musl's differs in padding only, which little-endian machines do not notice.
    [StructLayout(LayoutKind.Sequential)]
    private struct MessageHeader
    {
        public IntPtr Name;
        public uint NameLength;
        public IntPtr Vectors;
        public IntPtr VectorCount;
        public IntPtr Control;
        public IntPtr ControlLength;
        public int Flags;
    }
}
