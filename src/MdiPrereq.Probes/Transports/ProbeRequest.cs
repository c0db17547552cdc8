using System.Net;
using MdiPrereq.Protocols;

namespace MdiPrereq.Transports;

/// <summary>One probe to be made.</summary>
internal sealed record ProbeRequest
{
    public required Network Network { get; init; }

    public required PortProtocol Protocol { get; init; }

    public required Transport Transport { get; init; }

    public required IPAddress Address { get; init; }

    public required int Port { get; init; }

    /// <summary>The target's name as given, for protocols that send it (TLS server name, HTTP host).</summary>
    public required string HostName { get; init; }

    /// <summary>The local address to send from; null to let the system choose.</summary>
    public IPAddress? SourceAddress { get; init; }

    /// <summary>The time for everything: connecting, every attempt, the answer.</summary>
    public int TimeoutMilliseconds { get; init; }

    /// <summary>
    /// What is said in clear, before TLS and before the protocol, to be led on to the target: CONNECT, to a proxy. Null for nothing.
    /// </summary>
    public Exchange? Tunnel { get; init; }

    /// <summary>Whether the chain of a TLS server's certificate is judged, and not only the certificate read.</summary>
    public bool JudgesChain { get; init; }

    /// <summary>What every packet of the run waits for; null for nothing.</summary>
    public Pacer? Pacer { get; init; }

    /// <summary>
    /// Whether <see cref="ProbeOutcome.LocalAddress"/> is wanted; asking the socket costs less than asking the routing table.
    /// </summary>
    public bool TellsLocalAddress { get; init; }

    public Exchange Begin(int attempt = 0, IPEndPoint? sender = null) =>
        Protocol.Begin(Transport, new(Address, HostName, attempt, Port, sender));
}
