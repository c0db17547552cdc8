#if NET
using System;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace MdiPrereq.Transports;

/// <summary>
/// Sockets and epoll as Linux has them, without the runtime's layers above. The numbers are those of every architecture that .NET runs
/// on (include/uapi/asm-generic), little-endian ones.
/// </summary>
internal static class LinuxSockets
{
    public const int EpollIn = 0x001;
    public const int EpollOut = 0x004;
    public const int EpollError = 0x008;
    public const int EpollHangUp = 0x010;
    public const int EpollPeerHungUp = 0x2000;
    public const int EpollEdge = unchecked((int)0x80000000);

    public const int AlreadyConnected = 106; // EISCONN
    public const int StillConnecting = 114; // EALREADY

    private const int IPv4 = 2;
    private const int IPv6 = 10;
    private const int Stream = 1;
    private const int Datagram = 2;
    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;
    private const int NoSignal = 0x4000;
    private const int ShutdownSend = 1;
    private const int SocketLevel = 1;
    private const int ErrorOption = 4;
    private const int Add = 1;
    private const int Interrupted = 4; // EINTR

    /// <summary>struct epoll_event is packed on x86 (12 bytes) and nowhere else (16); the data are its last eight bytes.</summary>
    public static readonly int EventSize = RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86 ? 12 : 16;

    /// <summary>The error of the last call on this thread.</summary>
    public static int LastError => Marshal.GetLastWin32Error();

    public static bool IsSupported => OperatingSystem.IsLinux() && BitConverter.IsLittleEndian;

    /// <returns>The descriptor; -1 for <see cref="LastError"/>.</returns>
    public static int Open(AddressFamily family, Transport transport) => NativeSocket(
        family == AddressFamily.InterNetworkV6 ? IPv6 : IPv4,
        (transport == Transport.Tcp ? Stream : Datagram) | NonBlocking | CloseOnExec,
        0);

    public static int Bind(int socket, IPEndPoint local)
    {
        Span<byte> address = stackalloc byte[28];
        var length = Write(local, address);
        return NativeBind(socket, ref MemoryMarshal.GetReference(address), length) == 0 ? 0 : LastError;
    }

    /// <returns>0, or the error: EINPROGRESS while it goes on.</returns>
    public static int Connect(int socket, IPEndPoint remote)
    {
        Span<byte> address = stackalloc byte[28];
        var length = Write(remote, address);
        int error;
        do
        {
            error = NativeConnect(socket, ref MemoryMarshal.GetReference(address), length) == 0 ? 0 : LastError;
        }
        while (error == Interrupted);
        return error;
    }

    /// <returns>How many bytes were sent; -1 for <see cref="LastError"/>.</returns>
    public static int Send(int socket, byte[] data) =>
        (int)NativeSend(socket, ref MemoryMarshal.GetArrayDataReference(data), data.Length, NoSignal);

    public static int Receive(int socket, byte[] buffer, int count)
    {
        int received;
        do
        {
            received = (int)NativeReceive(socket, ref MemoryMarshal.GetArrayDataReference(buffer), count, 0);
        }
        while (received < 0 && LastError == Interrupted);
        return received;
    }

    /// <summary>The error that waits at a socket, which it then forgets; 0 for none.</summary>
    public static int TakeError(int socket)
    {
        var (error, length) = (0, sizeof(int));
        return NativeGetOption(socket, SocketLevel, ErrorOption, ref error, ref length) == 0 ? error : LastError;
    }

    /// <returns>How many bytes the address has; 0 when there is none.</returns>
    public static int ReadLocalAddress(int socket, Span<byte> address)
    {
        Span<byte> name = stackalloc byte[28];
        var length = name.Length;
        if (NativeGetName(socket, ref MemoryMarshal.GetReference(name), ref length) != 0) return 0;
        var v6 = BinaryPrimitives.ReadUInt16LittleEndian(name) == IPv6;
        name.Slice(v6 ? 8 : 4, v6 ? 16 : 4).CopyTo(address);
        return v6 ? 16 : 4;
    }

    /// <returns>The port that a socket is bound to; 0 when it is to none.</returns>
    public static int ReadLocalPort(int socket)
    {
        Span<byte> name = stackalloc byte[28];
        var length = name.Length;
        return NativeGetName(socket, ref MemoryMarshal.GetReference(name), ref length) == 0
            ? BinaryPrimitives.ReadUInt16BigEndian(name[2..])
            : 0;
    }

    /// <summary>Sends a FIN, and no more behind it. That the connection is gone, reading tells.</summary>
    public static void EndSending(int socket) => _ = NativeShutdown(socket, ShutdownSend);

    public static int CreateEpoll() => NativeCreateEpoll(CloseOnExec);

    public static int Watch(int epoll, int descriptor, int events, long data)
    {
        Span<byte> entry = stackalloc byte[16];
        BinaryPrimitives.WriteInt32LittleEndian(entry, events);
        BinaryPrimitives.WriteInt64LittleEndian(entry[(EventSize - 8)..], data);
        return NativeControlEpoll(epoll, Add, descriptor, ref MemoryMarshal.GetReference(entry)) == 0 ? 0 : LastError;
    }

    public static void Unwatch(int epoll, int descriptor)
    {
        var nothing = (byte)0;
        _ = NativeControlEpoll(epoll, 2, descriptor, ref nothing);
    }

    /// <summary>Waits for events; each is <see cref="EventSize"/> bytes of the buffer.</summary>
    public static int Wait(int epoll, byte[] events, int waitMilliseconds) =>
        NativeWaitEpoll(epoll, ref MemoryMarshal.GetArrayDataReference(events), events.Length / EventSize, waitMilliseconds);

    public static int CreateEvent() => NativeCreateEvent(0, NonBlocking | CloseOnExec);

    public static void Signal(int eventDescriptor)
    {
        var one = 1L;
        _ = NativeWrite(eventDescriptor, ref one, sizeof(long));
    }

    public static void ClearSignal(int eventDescriptor)
    {
        var count = 0L;
        _ = NativeRead(eventDescriptor, ref count, sizeof(long));
    }

    public static void Close(int descriptor) => _ = NativeClose(descriptor);

    /// <summary>The socket error that the runtime would give for an errno, as far as sockets meet it.</summary>
    public static SocketError ErrorOf(int errno) => errno switch
    {
        0 => SocketError.Success,
        1 or 13 => SocketError.AccessDenied, // EPERM, which netfilter gives, and EACCES
        11 => SocketError.WouldBlock,
        12 or 105 => SocketError.NoBufferSpaceAvailable,
        22 => SocketError.InvalidArgument,
        23 or 24 => SocketError.TooManyOpenSockets,
        32 => SocketError.Shutdown,
        90 => SocketError.MessageSize,
        93 => SocketError.ProtocolNotSupported,
        97 => SocketError.AddressFamilyNotSupported,
        98 => SocketError.AddressAlreadyInUse,
        99 => SocketError.AddressNotAvailable,
        100 => SocketError.NetworkDown,
        101 => SocketError.NetworkUnreachable,
        102 => SocketError.NetworkReset,
        103 => SocketError.ConnectionAborted,
        104 => SocketError.ConnectionReset,
        106 => SocketError.IsConnected,
        107 => SocketError.NotConnected,
        110 => SocketError.TimedOut,
        111 => SocketError.ConnectionRefused,
        112 => SocketError.HostDown,
        113 => SocketError.HostUnreachable,
        114 => SocketError.AlreadyInProgress,
        115 => SocketError.InProgress,
        _ => SocketError.SocketError,
    };

    /// <summary>struct sockaddr_in or sockaddr_in6.</summary>
    private static int Write(IPEndPoint endPoint, Span<byte> address)
    {
        var v6 = endPoint.AddressFamily == AddressFamily.InterNetworkV6;
        address.Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(address, v6 ? (ushort)IPv6 : (ushort)IPv4);
        BinaryPrimitives.WriteUInt16BigEndian(address[2..], (ushort)endPoint.Port);
        endPoint.Address.TryWriteBytes(address[(v6 ? 8 : 4)..], out _);
        if (v6) BinaryPrimitives.WriteUInt32LittleEndian(address[24..], (uint)endPoint.Address.ScopeId);
        return v6 ? 28 : 16;
    }

    [DllImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static extern int NativeSocket(int family, int type, int protocol);

    [DllImport("libc", EntryPoint = "bind", SetLastError = true)]
    private static extern int NativeBind(int socket, ref byte address, int length);

    [DllImport("libc", EntryPoint = "connect", SetLastError = true)]
    private static extern int NativeConnect(int socket, ref byte address, int length);

    [DllImport("libc", EntryPoint = "send", SetLastError = true)]
    private static extern nint NativeSend(int socket, ref byte data, nint length, int flags);

    [DllImport("libc", EntryPoint = "shutdown", SetLastError = true)]
    private static extern int NativeShutdown(int socket, int how);

    [DllImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static extern nint NativeReceive(int socket, ref byte buffer, nint length, int flags);

    [DllImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    private static extern int NativeGetOption(int socket, int level, int name, ref int value, ref int length);

    [DllImport("libc", EntryPoint = "getsockname", SetLastError = true)]
    private static extern int NativeGetName(int socket, ref byte address, ref int length);

    [DllImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static extern int NativeCreateEpoll(int flags);

    [DllImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static extern int NativeControlEpoll(int epoll, int operation, int descriptor, ref byte entry);

    [DllImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    private static extern int NativeWaitEpoll(int epoll, ref byte events, int count, int milliseconds);

    [DllImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static extern int NativeCreateEvent(int value, int flags);

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    private static extern nint NativeWrite(int descriptor, ref long value, nint length);

    [DllImport("libc", EntryPoint = "read", SetLastError = true)]
    private static extern nint NativeRead(int descriptor, ref long value, nint length);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int NativeClose(int descriptor);
}
#endif
