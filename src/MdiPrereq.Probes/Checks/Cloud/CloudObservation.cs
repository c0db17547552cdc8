using System.Collections.Generic;
using System.Net;
using MdiPrereq.Contract;
using MdiPrereq.Protocols;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Cloud;

/// <summary>What was seen of one host, on one way; nothing is judged here.</summary>
internal sealed record CloudObservation
{
    /// <summary>The host.</summary>
    public required string Host { get; init; }

    public required WayOut Way { get; init; }

    /// <summary>The address connected to: the proxy's, or the host's on a direct way. Null when its name led to none.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>Why there is no address, as the end of a sentence; may be empty.</summary>
    public string NameProblem { get; init; } = "";

    public ProbeTime NameTime { get; init; }

    /// <summary>What the connection came to; null when none was tried.</summary>
    public ProbeOutcome? Outcome { get; init; }

    public ProbeTime Time { get; init; }

    /// <summary>The proxy's last word; null on a direct way.</summary>
    public ProxyAnswer? Tunnel { get; init; }

    /// <summary>Whether the proxy was given a credential.</summary>
    public bool CredentialSent { get; init; }

    /// <summary>What answered for the page; null when it was not asked for, or nothing in HTTP came.</summary>
    public PingAnswer? Ping { get; init; }

    /// <summary>The old version of TLS that the server speaks, as it stands in a record, when it refused today's; null for none.</summary>
    public int? OldTlsVersion { get; init; }

    /// <summary>The thumbprints of the roots that the service may have.</summary>
    public required ISet<string> ServiceRoots { get; init; }

    public int TimeoutMilliseconds { get; init; }

    /// <summary>The asker's words.</summary>
    public Vocabulary Words { get; init; } = Vocabulary.Plain;
}
