using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Machine;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Inbound;

/// <summary>The listeners of one row: one for IPv4 and one for IPv6, as far as they can be had.</summary>
internal sealed class RowListeners : IDisposable
{
    private readonly List<(AddressFamily Family, InboundUdpListener Listener)> _udp = [];
    private readonly List<(AddressFamily Family, InboundTcpListener Listener)> _tcp = [];

    public RowListeners(InboundRow row, IPAddress? only)
    {
        var troubles = new List<PortTrouble>();
        foreach (var address in only is null ? [IPAddress.Any, IPAddress.IPv6Any] : new[] { only })
        {
            try
            {
                Open(row.Transport, new(address, row.Port));
            }
            catch (SocketException e)
            {
                troubles.Add(new(address.AddressFamily, e.SocketErrorCode));
            }
        }

        if (IsAny) troubles.RemoveAll(trouble => trouble.IsWithoutAddresses);
        Troubles = troubles;
        if (troubles.Count > 0) Holders = ListenerTable.Find(row.Transport, row.Port);
    }

    /// <summary>Why there is not one for each kind of address that this machine has.</summary>
    public IReadOnlyList<PortTrouble> Troubles { get; }

    /// <summary>The programs that have the port, if it was not to be had.</summary>
    public IReadOnlyList<Listener> Holders { get; } = [];

    /// <summary>Whether there is any.</summary>
    public bool IsAny => _udp.Count + _tcp.Count > 0;

    /// <summary>How many datagrams the system lost for want of room.</summary>
    public long Dropped => _udp.Sum(one => one.Listener.Dropped);

    public bool Has(AddressFamily family) => _udp.Any(one => one.Family == family) || _tcp.Any(one => one.Family == family);

    /// <summary>Receives until it is time. TCP ends when its connections are closed.</summary>
    public Task RunAsync(
        InboundDatagram received, Func<IPEndPoint, IPEndPoint, IInboundConnection> accept, CancellationToken until) => Task.WhenAll(
    [
        .. _udp.Select(one => LongRun.Start(() => one.Listener.Run(received, until))),
        .. _tcp.Select(one => one.Listener.RunAsync(accept)),
    ]);

    /// <summary>Takes no more connections, and closes those that are there.</summary>
    public void CloseConnections()
    {
        foreach (var (_, listener) in _tcp) listener.Dispose();
    }

    public void Dispose()
    {
        foreach (var (_, listener) in _udp) listener.Dispose();
        CloseConnections();
    }

    private void Open(Transport transport, IPEndPoint local)
    {
        if (transport == Transport.Udp) _udp.Add((local.AddressFamily, new(local)));
        else _tcp.Add((local.AddressFamily, new(local)));
    }
}
