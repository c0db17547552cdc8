using System.Collections.Generic;
using MdiPrereq.Checks.Adapters;
using MdiPrereq.Engine;

namespace MdiPrereq.Checks.Server;

/// <summary>What is tested of a server, and what there is to say before.</summary>
internal sealed record ServerPlan
{
    public required SensorType SensorType { get; init; }

    public IReadOnlyList<TargetName> Controllers { get; init; } = [];

    public IReadOnlyList<TargetName> DnsServers { get; init; } = [];

    public IReadOnlyList<TargetBlock> Devices { get; init; } = [];

    /// <summary>The domains that the sensor looks at.</summary>
    public IReadOnlyList<string> Domains { get; init; } = [];

    /// <summary>The adapters; null when they are left out or cannot be read.</summary>
    public ServerFacts? Adapters { get; init; }

    /// <summary>What was found and chosen, for one who looks closely.</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];

    /// <summary>What was chosen in place of something better, to be said aloud.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>Why there may be more to test than is tested, to be said aloud: such a run is no proof that all is well.</summary>
    public IReadOnlyList<string> Doubts { get; init; } = [];

    /// <summary>What could not be tested at all, and what to give so that it can.</summary>
    public IReadOnlyList<ServerProblem> Problems { get; init; } = [];
}

/// <summary>Something that could not be tested.</summary>
/// <param name="Kind">What.</param>
/// <param name="Text">Why, and what to give so that it can.</param>
/// <param name="About">What was given, or found; null for the machine itself.</param>
internal sealed record ServerProblem(ServerProblemKind Kind, string Text, string? About = null);

/// <summary>What could not be tested.</summary>
internal enum ServerProblemKind
{
    InvalidDomainName,

    DomainControllersNotFound,

    DnsServersNotFound,

    AdaptersNotRead,
}
