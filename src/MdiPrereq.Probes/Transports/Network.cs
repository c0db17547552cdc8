using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace MdiPrereq.Transports;

/// <summary>
/// The way out to the network. One implementation is the operating system's; the command line tool's sample network is another,
/// which leads the addresses of its pretended hosts to servers on loopback.
/// </summary>
internal abstract class Network
{
    /// <summary>The addresses of a name, in the order of preference; empty when the name has none.</summary>
    /// <param name="hostName">The name.</param>
    /// <param name="timeoutMilliseconds">The time for the look-up itself, not for its turn to come.</param>
    /// <param name="run">Stops the wait.</param>
    /// <exception cref="SocketException">The name could not be resolved.</exception>
    /// <exception cref="System.TimeoutException">The resolver gave no answer in time.</exception>
    /// <exception cref="System.OperationCanceledException">The run was stopped.</exception>
    public abstract Task<IPAddress[]> ResolveAsync(string hostName, int timeoutMilliseconds, CancellationToken run);

    /// <summary>Where traffic to an address really goes; null when whatever is sent there is lost. Sends nothing.</summary>
    public virtual IPEndPoint? Route(IPEndPoint remote, Transport transport) => remote;

    /// <summary>
    /// Root certificates that count as trusted beside the machine's own: none on a real network, its authority's on a pretended one.
    /// </summary>
    public virtual X509Certificate2Collection TrustedRoots { get; } = [];

    /// <summary>
    /// The local address that traffic to <paramref name="remote"/> leaves from; null when there is no route. Sends nothing.
    /// </summary>
    public abstract IPAddress? SourceAddressFor(IPAddress remote);

    /// <summary>The DNS servers that this machine's adapters are configured with, in their order.</summary>
    public abstract IReadOnlyList<IPAddress> DnsServers();

    /// <summary>The DNS servers of the adapter that has a local address; all servers when it has none of its own.</summary>
    public virtual IReadOnlyList<IPAddress> DnsServersFor(IPAddress? source) => DnsServers();

    /// <summary>The suffixes that make a host name a full one, in their order.</summary>
    public virtual IReadOnlyList<string> DnsSuffixes() => [];
}
