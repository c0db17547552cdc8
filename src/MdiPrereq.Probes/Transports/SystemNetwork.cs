using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace MdiPrereq.Transports;

/// <summary>The operating system's network.</summary>
internal sealed class SystemNetwork : Network
{
    // A function of its own, so that what knows names is loaded when the first is looked up: it costs descriptors.
    private readonly SystemResolver _resolver = new(static name => Dns.GetHostAddresses(name));

    public static SystemNetwork Instance { get; } = new();

    public override Task<IPAddress[]> ResolveAsync(string hostName, int timeoutMilliseconds, CancellationToken run) =>
        _resolver.ResolveAsync(hostName, timeoutMilliseconds, run);

    public override IReadOnlyList<IPAddress> DnsServers() => Adapters().DnsServers;

    public override IReadOnlyList<IPAddress> DnsServersFor(IPAddress? source) =>
        source is not null && Adapters().DnsServersByAddress.TryGetValue(source, out var servers) && servers.Count > 0
            ? servers
            : DnsServers();

    public override IReadOnlyList<string> DnsSuffixes() => Adapters().Suffixes;

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

    private static AdapterDns Adapters() => AdapterDns.Current;
}
