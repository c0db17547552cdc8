using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading;
using MdiPrereq.Protocols;

namespace MdiPrereq.Transports;

/// <summary>
/// Packet sockets (<c>packet(7)</c>), one for IPv4 and one for IPv6. Bound to a protocol and not to all, such a socket gets each packet
/// once, from the device that has its address, without the headers below IP (bonds, bridges, VLANs), before Netfilter's hooks of IP, and
/// nothing that this machine sends.
/// </summary>
internal sealed class LinuxPacketCapture : PacketCapture
{
    private const int AfPacket = 17;
    private const int Cooked = 2; // SOCK_DGRAM
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int SocketLevel = 1;
    private const int AttachFilter = 26;
    private const int ReceiveBufferForce = 33;
    private const int PacketLevel = 263;
    private const int Statistics = 6;
    private const short PollIn = 1;
    private const int NotPermitted = 1;
    private const int PermissionDenied = 13;

    private static readonly (AddressFamily Family, int EtherType)[] Kinds =
        [(AddressFamily.InterNetwork, 0x0800), (AddressFamily.InterNetworkV6, 0x86DD)];

    private readonly List<int> _sockets = [];
    private readonly object _closing = new();
    private long _dropped;

    private LinuxPacketCapture()
    {
    }

    /// <inheritdoc/>
    public override long Dropped
    {
        get
        {
            lock (_closing)
            {
                // struct tpacket_stats { u32 packets, drops; }, which begins anew each time that it is read.
                foreach (var socket in _sockets)
                {
                    var statistics = new byte[8];
                    var length = statistics.Length;
                    if (GetSockOpt(socket, PacketLevel, Statistics, statistics, ref length) == 0)
                    {
                        _dropped += BitConverter.ToUInt32(statistics, 4);
                    }
                }

                return _dropped;
            }
        }
    }

    /// <inheritdoc/>
    public override bool IsBeforeFirewall => true;

    /// <inheritdoc/>
    public override bool Sees(AddressFamily family) => true;

    public static LinuxPacketCapture? Open(IReadOnlyCollection<int> ports, out string problem)
    {
        var capture = new LinuxPacketCapture();
        foreach (var (family, etherType) in Kinds)
        {
            if (capture.Add(PacketFilter.For(family, ports, MaxLength), etherType)) continue;
            var error = Marshal.GetLastWin32Error();
            problem = error is NotPermitted or PermissionDenied
                ? "it needs administrator rights (root, or CAP_NET_RAW)"
                : $"Linux does not allow it (error {error})";
            capture.Dispose();
            return null;
        }

        problem = "";
        return capture;
    }

    /// <inheritdoc/>
    public override void Run(PacketCaptured captured, CancellationToken until)
    {
        var receive = ReceiverFor(captured);
        var waiting = _sockets.Select(socket => new PollDescriptor { Socket = socket, Events = PollIn }).ToArray();
        while (!until.IsCancellationRequested)
        {
            if (Poll(waiting, (IntPtr)waiting.Length, PollMilliseconds) <= 0) continue;
            foreach (var one in waiting)
            {
                if (one.Returned != 0) receive(one.Socket);
            }
        }

        // What was captured in time and is queued; a flood does not end.
        var rest = Stopwatch.StartNew();
        foreach (var socket in _sockets)
        {
            while (rest.ElapsedMilliseconds < PollMilliseconds && receive(socket) > 0)
            {
            }
        }
    }

    public override void Dispose()
    {
        lock (_closing)
        {
            foreach (var socket in _sockets) _ = Close(socket);
            _sockets.Clear();
        }
    }

    /// <summary>What takes packets from a socket, and says how many there were.</summary>
    private static Func<int, int> ReceiverFor(PacketCaptured captured)
    {
#if NET
        if (LinuxBatch.IsSupported)
        {
            var batch = new LinuxBatch();
            return socket =>
            {
                var count = batch.Receive(socket);
                for (var i = 0; i < count; i++) Take(batch.Data, LinuxBatch.OffsetOf(i), batch.LengthOf(i));
                return count;
            };
        }
#endif
        var buffer = new byte[MaxLength];
        return socket =>
        {
            var count = (int)Receive(socket, buffer, (IntPtr)buffer.Length, 0).ToInt64();
            if (count < 0) return 0;
            Take(buffer, 0, count);
            return 1;
        };

        void Take(byte[] data, int offset, int count)
        {
            if (CapturedPacket.Read(data, offset, count) is { } packet) captured(packet, data);
        }
    }

    // Without a protocol it gets nothing, until the filter is there.
    private bool Add(byte[] program, int etherType)
    {
        var socket = OpenSocket(AfPacket, Cooked | NonBlocking | CloseOnExec, 0);
        if (socket < 0) return false;
        _sockets.Add(socket);
        _ = SetSockOpt(socket, SocketLevel, ReceiveBufferForce, BitConverter.GetBytes(InboundSocket.ReceiveBuffer / 2), sizeof(int));
        return Attach(socket, program) && BindTo(socket, etherType);
    }

    // struct sock_fprog { unsigned short len; struct sock_filter *filter; }
    private static bool Attach(int socket, byte[] program)
    {
        var steps = GCHandle.Alloc(program, GCHandleType.Pinned);
        try
        {
            var filter = new byte[IntPtr.Size * 2];
            BitConverter.GetBytes((ushort)(program.Length / 8)).CopyTo(filter, 0);
            var address = steps.AddrOfPinnedObject().ToInt64();
            Buffer.BlockCopy(BitConverter.GetBytes(address), 0, filter, IntPtr.Size, IntPtr.Size);
            return SetSockOpt(socket, SocketLevel, AttachFilter, filter, filter.Length) == 0;
        }
        finally
        {
            steps.Free();
        }
    }

    // struct sockaddr_ll: family, protocol in network order; index 0 is every device.
    private static bool BindTo(int socket, int etherType)
    {
        var address = new byte[20];
        BitConverter.GetBytes((ushort)AfPacket).CopyTo(address, 0);
        BitConverter.GetBytes(IPAddress.HostToNetworkOrder((short)etherType)).CopyTo(address, 2);
        return Bind(socket, address, address.Length) == 0;
    }

    [DllImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static extern int OpenSocket(int family, int type, int protocol);

    [DllImport("libc", EntryPoint = "bind", SetLastError = true)]
    private static extern int Bind(int socket, byte[] address, int length);

    [DllImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    private static extern int SetSockOpt(int socket, int level, int name, byte[] value, int length);

    [DllImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    private static extern int GetSockOpt(int socket, int level, int name, byte[] value, ref int length);

    [DllImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static extern int Poll([In, Out] PollDescriptor[] descriptors, IntPtr count, int timeoutMilliseconds);

    [DllImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static extern IntPtr Receive(int socket, byte[] data, IntPtr length, int flags);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int socket);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Socket;
        public short Events;
        public short Returned;
    }
}
