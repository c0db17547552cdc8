using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Transports;

namespace MdiPrereq.Sample;

/// <summary>
/// A network that exists only in this process: a few hosts and devices whose names and addresses lead to real servers on loopback. No
/// privileged port, no traffic beyond this machine, no root.
/// </summary>
internal sealed class SampleNetwork : Network, IDisposable
{
    private static readonly IPAddress Sensor = new([192, 0, 2, 100]);

    /// <summary>Where UDP goes that a firewall drops: bound, and never read.</summary>
    private readonly UdpServer _silence = new(static _ => null);

    /// <summary>The controllers.</summary>
    public IReadOnlyList<SampleHost> Hosts { get; } = SampleHosts.Start();

    public IReadOnlyList<SampleHost> Devices { get; } = SampleDevices.Start();

    public SampleCloud Cloud { get; } = new();

    public override X509Certificate2Collection TrustedRoots => Cloud.TrustedRoots;

    private IEnumerable<SampleHost> All => Hosts.Concat(Devices).Append(Cloud.Proxy);

    public override Task<IPAddress[]> ResolveAsync(string hostName, int timeoutMilliseconds, CancellationToken run)
    {
        var host = All.FirstOrDefault(host => string.Equals(host.Identity.DnsName, hostName, StringComparison.OrdinalIgnoreCase));
        return host is null
            ? Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound))
            : Task.FromResult<IPAddress[]>([host.Identity.Address]);
    }

    /// <summary>A SYN to a port that drops it goes nowhere, a datagram to where nobody reads.</summary>
    public override IPEndPoint? Route(IPEndPoint remote, Transport transport) =>
        (LoopbackPort(remote, transport) ?? (transport == Transport.Udp ? _silence.Port : null)) is { } port ? new(IPAddress.Loopback, port) : null;

    public override IPAddress? SourceAddressFor(IPAddress remote) => Sensor;

    /// <summary>The healthy controller, which knows the whole domain.</summary>
    public override IReadOnlyList<IPAddress> DnsServers() => [Hosts[0].Identity.Address];

    public override IReadOnlyList<string> DnsSuffixes() => [SampleHosts.Domain];

    public void Dispose()
    {
        foreach (var host in Hosts.Concat(Devices)) host.Dispose();
        Cloud.Dispose();
        _silence.Dispose();
    }

    // Probes come here from many threads, and a closed port is made when it is first asked for.
    private int? LoopbackPort(IPEndPoint remote, Transport transport)
    {
        lock (_silence)
        {
            return All.FirstOrDefault(host => host.Identity.Address.Equals(remote.Address))?.LoopbackPort(transport, remote.Port);
        }
    }
}
