using System.Collections.Generic;
using MdiPrereq.Engine;
using MdiPrereq.Machine;

namespace MdiPrereq.Checks.Cloud;

/// <summary>How a test of the cloud service is made.</summary>
internal sealed record CloudTestOptions : ProbeOptions
{
    /// <summary>The way leads over a wide network and perhaps a proxy, which looks names up and connects before it answers.</summary>
    public const int CloudTimeoutMilliseconds = 10_000;

    public CloudTestOptions() => TimeoutMilliseconds = CloudTimeoutMilliseconds;

    /// <summary>The options of a run that has other checks too; the cloud keeps a time of its own.</summary>
    public CloudTestOptions(ProbeOptions shared)
        : base(shared) => TimeoutMilliseconds = CloudTimeoutMilliseconds;

    public string WorkspaceName { get; init; } = "";

    public CloudEnvironment Cloud { get; init; }

    public GivenWay Way { get; init; } = new();

    /// <summary>SHA-1 thumbprints of roots to accept beside the service's own.</summary>
    public IReadOnlyList<string> RootThumbprints { get; init; } = [];

    public MachineFacts Machine { get; init; } = MachineFacts.OfThisMachine;
}
