using System;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Threading;
using System.Threading.Tasks;

namespace MdiPrereq.Checks.Adapters.Traffic;

/// <summary>Sees the frames that come in on an adapter, for some time.</summary>
internal abstract class TrafficCounter
{
    /// <summary>How long a wait for frames may keep a stop waiting.</summary>
    protected const int PollMilliseconds = 50;

    public static TrafficCounter? ForThisMachine()
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) return new WindowsTrafficCounter();
        return RuntimeInformation.IsOSPlatform(OSPlatform.Linux) ? new LinuxTrafficCounter() : null;
    }

    /// <summary>Counts until the token is cancelled.</summary>
    /// <param name="adapter">The adapter, of this machine.</param>
    /// <param name="count">Gets every frame.</param>
    /// <param name="started">Called when frames are being seen.</param>
    /// <param name="until">Ends the count.</param>
    /// <returns>Why nothing could be counted, as the end of a sentence; empty when it could.</returns>
    public Task<string> CountAsync(AdapterFact adapter, TrafficCount count, Action started, CancellationToken until) => Task.Factory.StartNew(
        () => Count(adapter, count, started, until), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    protected abstract string Count(AdapterFact adapter, TrafficCount count, Action started, CancellationToken until);
}

/// <summary>A raw socket that gets every IP packet of an adapter (SIO_RCVALL): IPv4 only, and by way of the adapter's address.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsTrafficCounter : TrafficCounter
{
    private const int ReceiveBuffer = 8 << 20;

    protected override string Count(AdapterFact adapter, TrafficCount count, Action started, CancellationToken until)
    {
        if (adapter.IPv4() is not [var own, ..]) return "the adapter has no IPv4 address, which Windows needs to listen on it";
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.IP);
            socket.Bind(new IPEndPoint(own.Address, 0));
            socket.ReceiveBufferSize = ReceiveBuffer;
            socket.IOControl(IOControlCode.ReceiveAll, BitConverter.GetBytes(1), null);
            started();
            Receive(socket, own.Address, count, until);
            return "";
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode == SocketError.AccessDenied
                ? "seeing all traffic of an adapter needs administrator rights"
                : $"Windows would not show all traffic of the adapter ({e.SocketErrorCode}: {e.Message.TrimEnd('.')})";
        }
    }

    private static void Receive(Socket socket, IPAddress own, TrafficCount count, CancellationToken until)
    {
        var packet = new byte[65536];
        while (!until.IsCancellationRequested)
        {
            if (!socket.Poll(PollMilliseconds * 1000, SelectMode.SelectRead)) continue;
            int length;
            try
            {
                length = socket.Receive(packet);
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.MessageSize)
            {
                // Larger than any packet may be; what is there has the addresses.
                length = packet.Length;
            }

            // What the machine sends itself is no mirrored traffic.
            var frame = FrameParser.ParseIp(packet, 0, length);
            if (frame?.Source.Equals(own) != true) count.Add(frame);
        }
    }
}

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

    protected override string Count(AdapterFact adapter, TrafficCount count, Action started, CancellationToken until)
    {
        var index = LinuxAddresses.IndexOf(adapter.Id);
        if (index == 0) return $"there is no adapter {adapter.Id} any more";
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
            if (SetSockOpt(socket, SolPacket, PacketAddMembership, membership, membership.Length) != 0) return Problem("the promiscuous mode");
            started();
            Receive(socket, count, until);
            return "";
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
            if (length > 0 && from[10] != Outgoing) count.Add(FrameParser.ParseEthernet(frame, (int)length));
        }
    }

    private static string Problem(string what)
    {
        var error = Marshal.GetLastWin32Error();
        return error is NotPermitted or PermissionDenied
            ? $"{what} needs administrator rights (root, or CAP_NET_RAW)"
            : $"{what} is not possible here (error {error})";
    }

    [DllImport("libc", EntryPoint = "socket", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OpenSocket(int family, int type, int protocol);

    [DllImport("libc", EntryPoint = "bind", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Bind(int socket, byte[] address, int length);

    [DllImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetSockOpt(int socket, int level, int name, byte[] value, int length);

    [DllImport("libc", EntryPoint = "poll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Poll(ref PollDescriptor descriptors, IntPtr count, int timeoutMilliseconds);

    [DllImport("libc", EntryPoint = "recvfrom", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr ReceiveFrom(int socket, byte[] data, IntPtr length, int flags, byte[] from, ref int fromLength);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int socket);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Socket;
        public short Events;
        public short Returned;
    }
}
