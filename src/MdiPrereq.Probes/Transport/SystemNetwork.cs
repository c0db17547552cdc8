using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace MdiPrereq.Transports;

/// <summary>The operating system's network.</summary>
internal sealed class SystemNetwork : Network
{
    private readonly SystemResolver _resolver = new();

    public static SystemNetwork Instance { get; } = new();

    public override Task<IPAddress[]> ResolveAsync(string hostName, CancellationToken cancellationToken) =>
        _resolver.ResolveAsync(hostName, cancellationToken);

    public override Task ConnectAsync(Socket socket, IPEndPoint remote, CancellationToken cancellationToken) => socket.ConnectAsync(remote);

    public override IReadOnlyList<IPAddress> DnsServers() =>
    [
        .. NetworkInterface.GetAllNetworkInterfaces()
            .Where(adapter => adapter.OperationalStatus == OperationalStatus.Up || adapter.NetworkInterfaceType == NetworkInterfaceType.Loopback)
            .SelectMany(adapter => adapter.GetIPProperties().DnsAddresses)
            .Where(address => !IsWellKnownSiteLocal(address))
            .Distinct(),
    ];

    public override IPAddress? SourceAddressFor(IPAddress remote)
    {
        // Connecting a UDP socket asks the routing table and sends nothing. Port 9 (discard) is as good as any.
        try
        {
            using var socket = new Socket(remote.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(new IPEndPoint(remote, 9));
            return (socket.LocalEndPoint as IPEndPoint)?.Address;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    // fec0:0:0:ffff::1 to ::3: what Windows lists for an adapter that has no IPv6 DNS server; nobody answers there.
    private static bool IsWellKnownSiteLocal(IPAddress address) => address.IsIPv6SiteLocal;
}
