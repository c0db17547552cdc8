#if NET
using System;
using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;

namespace MdiPrereq.Transports;

/// <summary>
/// Takes many datagrams from a Linux socket by one call (<c>recvmmsg(2)</c>): in a flood the calls are what takes the time. Of a longer
/// datagram only the beginning is taken.
/// </summary>
internal sealed class LinuxBatch
{
    public const int MaxLength = 4096;

    private const int Count = 64;
    private const int NameSize = 32;
    private const int ControlSize = 64;
    private const int DontWait = 0x40;
    private const short PollIn = 1;
    private const int IPv6 = 10;

    // struct mmsghdr { struct msghdr { name, namelen, iov, iovlen, control, controllen, flags }; unsigned int len; }, of 64 bits.
    private const int HeaderSize = 64;
    private const int NameLengthAt = 8;
    private const int VectorsAt = 16;
    private const int VectorCountAt = 24;
    private const int ControlAt = 32;
    private const int ControlLengthAt = 40;
    private const int LengthAt = 56;
    private const int VectorSize = 16;

    // struct cmsghdr { size_t len; int level; int type; }, and behind it struct in_pktinfo { int index; in_addr spec_dst, addr; } or
    // struct in6_pktinfo { in6_addr addr; … }. The address in the packet's own header is the last of the first.
    private const int ControlHeader = 16;
    private const int IpLevel = 0;
    private const int IpPacketInformation = 8;
    private const int Ipv6Level = 41;
    private const int Ipv6PacketInformation = 50;

    private readonly byte[] _names = Pinned(Count * NameSize);
    private readonly byte[] _control = Pinned(Count * ControlSize);
    private readonly byte[] _vectors = Pinned(Count * VectorSize);
    private readonly byte[] _headers = Pinned(Count * HeaderSize);
    private readonly byte[] _lastName = new byte[NameSize];
    private IPEndPoint _lastSender = new(IPAddress.None, 0);
    private IPAddress _lastLocal = IPAddress.None;

    public LinuxBatch()
    {
        for (var i = 0; i < Count; i++)
        {
            var vector = _vectors.AsSpan(i * VectorSize, VectorSize);
            BinaryPrimitives.WriteInt64LittleEndian(vector, AddressOf(Data, OffsetOf(i)));
            BinaryPrimitives.WriteInt64LittleEndian(vector[8..], MaxLength);
            var header = HeaderOf(i);
            BinaryPrimitives.WriteInt64LittleEndian(header, AddressOf(_names, i * NameSize));
            BinaryPrimitives.WriteInt64LittleEndian(header[VectorsAt..], AddressOf(_vectors, i * VectorSize));
            BinaryPrimitives.WriteInt64LittleEndian(header[VectorCountAt..], 1);
            BinaryPrimitives.WriteInt64LittleEndian(header[ControlAt..], AddressOf(_control, i * ControlSize));
        }
    }

    /// <summary>Whether this system has what is needed, as it is laid out here.</summary>
    public static bool IsSupported => LinuxSockets.IsSupported && IntPtr.Size == 8;

    /// <summary>What was received, each at its offset.</summary>
    public byte[] Data { get; } = Pinned(Count * MaxLength);

    /// <summary>Waits until there is something to take.</summary>
    public static bool Wait(int socket, int milliseconds)
    {
        var descriptor = new PollDescriptor { Socket = socket, Events = PollIn };
        return Poll(ref descriptor, 1, milliseconds) > 0;
    }

    /// <summary>Takes what is there.</summary>
    /// <returns>How many; 0 when there is nothing.</returns>
    public int Receive(int socket)
    {
        for (var i = 0; i < Count; i++)
        {
            // The system writes its own lengths here.
            var header = HeaderOf(i);
            BinaryPrimitives.WriteInt32LittleEndian(header[NameLengthAt..], NameSize);
            BinaryPrimitives.WriteInt64LittleEndian(header[ControlLengthAt..], ControlSize);
        }

        return Math.Max(0, NativeReceive(socket, ref MemoryMarshal.GetArrayDataReference(_headers), Count, DontWait, IntPtr.Zero));
    }

    public static int OffsetOf(int index) => index * MaxLength;

    public int LengthOf(int index) => Math.Min(MaxLength, BinaryPrimitives.ReadInt32LittleEndian(HeaderOf(index)[LengthAt..]));

    /// <summary>Who sent it: struct sockaddr_in or sockaddr_in6.</summary>
    public IPEndPoint SenderOf(int index)
    {
        var name = _names.AsSpan(index * NameSize, NameSize);

        // Most that come one after another in a flood come from one sender.
        if (name.SequenceEqual(_lastName)) return _lastSender;
        name.CopyTo(_lastName);
        var v6 = BinaryPrimitives.ReadUInt16LittleEndian(name) == IPv6;
        var address = v6
            ? new IPAddress(name.Slice(8, 16), BinaryPrimitives.ReadUInt32LittleEndian(name[24..]))
            : new IPAddress(name.Slice(4, 4));
        return _lastSender = new(address, BinaryPrimitives.ReadUInt16BigEndian(name[2..]));
    }

    /// <summary>The address that it was sent to; null when the system does not say.</summary>
    public IPAddress? LocalOf(int index)
    {
        if (BinaryPrimitives.ReadInt64LittleEndian(HeaderOf(index)[ControlLengthAt..]) < ControlHeader + 12) return null;
        var control = _control.AsSpan(index * ControlSize, ControlSize);
        var kind = (BinaryPrimitives.ReadInt32LittleEndian(control[8..]), BinaryPrimitives.ReadInt32LittleEndian(control[12..]));
        var address = kind switch
        {
            (IpLevel, IpPacketInformation) => control.Slice(ControlHeader + 8, 4),
            (Ipv6Level, Ipv6PacketInformation) => control.Slice(ControlHeader, 16),
            _ => default,
        };
        if (address.IsEmpty) return null;
        Span<byte> last = stackalloc byte[16];
        return _lastLocal.TryWriteBytes(last, out var length) && address.SequenceEqual(last[..length])
            ? _lastLocal
            : _lastLocal = new(address);
    }

    private static byte[] Pinned(int size) => GC.AllocateArray<byte>(size, pinned: true);

    private static long AddressOf(byte[] pinned, int offset) => Marshal.UnsafeAddrOfPinnedArrayElement(pinned, offset).ToInt64();

    private Span<byte> HeaderOf(int index) => _headers.AsSpan(index * HeaderSize, HeaderSize);

    [DllImport("libc", EntryPoint = "recvmmsg", SetLastError = true)]
    private static extern int NativeReceive(int socket, ref byte messages, uint count, int flags, IntPtr timeout);

    [DllImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static extern int Poll(ref PollDescriptor descriptors, nuint count, int timeoutMilliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Socket;
        public short Events;
        public short Returned;
    }
}
#endif
