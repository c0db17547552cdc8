using System;
using System.Diagnostics;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading;

namespace MdiPrereq.Transports;

/// <summary>Gets the datagrams of a port, with the address that each was sent to, and answers nothing.</summary>
internal sealed class InboundUdpListener : IDisposable
{
    /// <summary>How long a wait may keep the end waiting.</summary>
    private const int PollMilliseconds = 50;

    /// <summary>At the end what is queued is read, for as long: a flood does not end.</summary>
    private const int DrainMilliseconds = 100;

    /// <summary>So many datagrams without a pause between them, and the queue may have been full.</summary>
    private const int Backlog = 256;

#if NET
    private const int SocketLevel = 1;
    private const int MemoryInformation = 55; // SO_MEMINFO
    private const int DropsAt = 8;
#endif

    private readonly Socket _socket;
    private readonly IPAddress _bound;
    private readonly long _droppedBefore;
    private volatile bool _hadBacklog;

    /// <exception cref="SocketException">The port is taken, or this user may not have it.</exception>
    public InboundUdpListener(IPEndPoint local)
    {
        _droppedBefore = DroppedByWindows(local.AddressFamily);
        _socket = InboundSocket.Bind(SocketType.Dgram, local);
        _bound = local.Address;
        InboundSocket.Widen(_socket);
        var level = local.AddressFamily == AddressFamily.InterNetworkV6 ? SocketOptionLevel.IPv6 : SocketOptionLevel.IP;
        _socket.SetSocketOption(level, SocketOptionName.PacketInformation, true);
    }

    /// <summary>The port that it has.</summary>
    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    /// <summary>
    /// How many datagrams the system dropped for want of room: this socket's on Linux (<c>sock_diag(7)</c>, SK_MEMINFO_DROPS). Windows
    /// counts those of all sockets in one, so they count only if this one had a backlog.
    /// </summary>
    public long Dropped
    {
        get
        {
#if NET
            if (OperatingSystem.IsLinux())
            {
                var memory = new byte[sizeof(uint) * (DropsAt + 1)];
                return _socket.GetRawSocketOption(SocketLevel, MemoryInformation, memory) == memory.Length
                    ? BitConverter.ToUInt32(memory, DropsAt * sizeof(uint))
                    : 0;
            }
#endif
            return _hadBacklog ? DroppedByWindows(_bound.AddressFamily) - _droppedBefore : 0;
        }
    }

    /// <summary>Reads until it is time, on the calling thread, and then what is queued.</summary>
    /// <param name="received">Gets each datagram.</param>
    /// <param name="until">Ends it.</param>
    public void Run(InboundDatagram received, CancellationToken until)
    {
        var receive = ReceiverFor(received);
        var inSuccession = 0;
        while (!until.IsCancellationRequested)
        {
            var count = receive(PollMilliseconds);
            inSuccession = count == 0 ? 0 : inSuccession + count;
            if (inSuccession >= Backlog) _hadBacklog = true;
        }

        var rest = Stopwatch.StartNew();
        while (rest.ElapsedMilliseconds < DrainMilliseconds && receive(0) > 0)
        {
        }
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>What waits for datagrams, so many milliseconds, and says how many there were.</summary>
    private Func<int, int> ReceiverFor(InboundDatagram received)
    {
#if NET
        if (LinuxBatch.IsSupported)
        {
            var batch = new LinuxBatch();
            return wait => Receive(batch, wait, received);
        }
#endif
        var buffer = new byte[ushort.MaxValue + 1];
        return wait => Receive(buffer, wait, received);
    }

#if NET
    private int Receive(LinuxBatch batch, int waitMilliseconds, InboundDatagram received)
    {
        var socket = (int)_socket.Handle;
        if (!LinuxBatch.Wait(socket, waitMilliseconds)) return 0;
        var count = batch.Receive(socket);
        for (var i = 0; i < count; i++)
        {
            received(batch.Data, LinuxBatch.OffsetOf(i), batch.LengthOf(i), batch.SenderOf(i), batch.LocalOf(i) ?? _bound);
        }

        return count;
    }
#endif

    private int Receive(byte[] buffer, int waitMilliseconds, InboundDatagram received)
    {
        if (!_socket.Poll(waitMilliseconds * 1000, SelectMode.SelectRead)) return 0;
        EndPoint remote = new IPEndPoint(_bound.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        var flags = SocketFlags.None;
        int count;
        IPPacketInformation information;
        try
        {
            count = _socket.ReceiveMessageFrom(buffer, 0, buffer.Length, ref flags, ref remote, out information);
        }
        catch (SocketException)
        {
            // A datagram that cannot be read, such as one whose checksum is wrong, is none.
            return 1;
        }

        received(buffer, 0, count, (IPEndPoint)remote, information.Address ?? _bound);
        return 1;
    }

    private static long DroppedByWindows(AddressFamily family)
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) return 0;
        var properties = IPGlobalProperties.GetIPGlobalProperties();
        var statistics = family == AddressFamily.InterNetworkV6 ? properties.GetUdpIPv6Statistics() : properties.GetUdpIPv4Statistics();
        return statistics.IncomingDatagramsWithErrors;
    }
}
