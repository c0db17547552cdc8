using System.Net;
using MdiPrereq.Contract;
using MdiPrereq.Protocols;
using MdiPrereq.Transports;

namespace MdiPrereq.Engine;

/// <summary>How a run of probes is made.</summary>
internal record ProbeOptions
{
    /// <summary>A refused TCP port takes Windows two seconds to say so (it tries again after a reset), so no less than three.</summary>
    public const int DefaultTimeoutMilliseconds = 3000;

    /// <summary>
    /// The window finds its own size below this: half of the ports that Windows has for connections going out, and no more than some 100
    /// MB.
    /// </summary>
    public const int DefaultThrottleLimit = 8_192;

    /// <summary>The time for one probe, all its tries included.</summary>
    public int TimeoutMilliseconds { get; init; } = DefaultTimeoutMilliseconds;

    /// <summary>The most probes in flight at once.</summary>
    public int ThrottleLimit { get; init; } = DefaultThrottleLimit;

    /// <summary>Bounds the packets that leave in a second; null for no bound. One for all that should keep to it together.</summary>
    public Pacer? Pacer { get; init; }

    /// <summary>The local address to test from; null to let the system choose.</summary>
    public IPAddress? SourceAddress { get; init; }

    /// <summary>What options and commands are called where the run was asked for.</summary>
    public Vocabulary Words { get; init; } = Vocabulary.Plain;

    public Network Network { get; init; } = SystemNetwork.Instance;

    /// <summary>One probe of such a run.</summary>
    public ProbeRequest RequestFor(
        PortProtocol protocol, Transport transport, IPAddress address, int port, string hostName, bool tellsLocalAddress = false) => new()
    {
        Network = Network,
        Protocol = protocol,
        Transport = transport,
        Address = address,
        Port = port,
        HostName = hostName,
        SourceAddress = SourceAddress,
        TimeoutMilliseconds = TimeoutMilliseconds,
        Pacer = Pacer,
        TellsLocalAddress = tellsLocalAddress,
    };
}
