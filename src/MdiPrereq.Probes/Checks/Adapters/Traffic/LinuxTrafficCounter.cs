using System;
using System.Net;
using System.Runtime.InteropServices;
using System.Threading;

namespace MdiPrereq.Checks.Adapters.Traffic;

/// <summary>A packet socket (<c>packet(7)</c>), the adapter in promiscuous mode for as long.</summary>
internal sealed class LinuxTrafficCounter : TrafficCounter
{
    private const int AfPacket = 17;
    private const int SockRaw = 3;
    private const int SockCloseOnExec = 0x80000;
    private const int SolPacket = 263;
    private const int PacketAddMembership = 1;
    private const int PromiscuousMode = 1;
    private const int AllProtocols = 3;
    private const byte Outgoing = 4;
    private const short PollIn = 1;
    private const int NotPermitted = 1;
    private const int PermissionDenied = 13;

    protected override CountProblem? Count(AdapterFact adapter, TrafficCount count, Action started, CancellationToken until)
    {
        var index = LinuxAddresses.IndexOf(adapter.Id);
        if (index == 0) return new($"there is no adapter {adapter.Id} any more");
        var socket = OpenSocket(AfPacket, SockRaw | SockCloseOnExec, IPAddress.HostToNetworkOrder((short)AllProtocols));
        if (socket < 0) return Problem("seeing all traffic of an adapter");
        try
        {
            // struct sockaddr_ll: family, protocol in network order, index; the rest is not needed to bind.
            var address = new byte[20];
            BitConverter.GetBytes((ushort)AfPacket).CopyTo(address, 0);
            address[3] = AllProtocols;
            BitConverter.GetBytes(index).CopyTo(address, 4);
            if (Bind(socket, address, address.Length) != 0) return Problem("listening on the adapter");

            // struct packet_mreq: index, type, length and bytes of an address. Frames for others come only so.
            var membership = new byte[16];
            BitConverter.GetBytes(index).CopyTo(membership, 0);
            BitConverter.GetBytes((ushort)PromiscuousMode).CopyTo(membership, 4);
            if (SetSockOpt(socket, SolPacket, PacketAddMembership, membership, membership.Length) != 0)
            {
                return Problem("the promiscuous mode");
            }

            started();
            Receive(socket, count, until);
            return null;
        }
        finally
        {
            _ = Close(socket);
        }
    }

    private static void Receive(int socket, TrafficCount count, CancellationToken until)
    {
        var frame = new byte[FrameParser.Needed];
        var from = new byte[20];
        while (!until.IsCancellationRequested)
        {
            var poll = new PollDescriptor { Socket = socket, Events = PollIn };
            if (Poll(ref poll, (IntPtr)1, PollMilliseconds) <= 0) continue;
            var fromLength = from.Length;
            var length = ReceiveFrom(socket, frame, (IntPtr)frame.Length, 0, from, ref fromLength).ToInt64();
            if (length > 0 && from[10] != Outgoing) count.Add(FrameParser.ReadEthernet(frame, (int)length));
        }
    }

    private static CountProblem Problem(string what)
    {
        var error = Marshal.GetLastWin32Error();
        return error is NotPermitted or PermissionDenied
            ? new($"{what} needs administrator rights (root, or CAP_NET_RAW)", NeedsAdministrator: true)
            : new($"{what} is not possible here (error {error})");
    }

    [DllImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static extern int OpenSocket(int family, int type, int protocol);

    [DllImport("libc", EntryPoint = "bind", SetLastError = true)]
    private static extern int Bind(int socket, byte[] address, int length);

    [DllImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    private static extern int SetSockOpt(int socket, int level, int name, byte[] value, int length);

    [DllImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static extern int Poll(ref PollDescriptor descriptors, IntPtr count, int timeoutMilliseconds);

    [DllImport("libc", EntryPoint = "recvfrom", SetLastError = true)]
    private static extern IntPtr ReceiveFrom(int socket, byte[] data, IntPtr length, int flags, byte[] from, ref int fromLength);

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
