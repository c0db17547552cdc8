using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Checks.Adapters;
using MdiPrereq.Engine;
using MdiPrereq.Machine;

namespace MdiPrereq.Checks.Server;

/// <summary>How a whole server is tested.</summary>
internal sealed record ServerOptions : ProbeOptions
{
    /// <summary>The kind of sensor; null for the one that this machine can have.</summary>
    public SensorType? SensorType { get; init; }

    /// <summary>The controllers to test; null for those of the domains.</summary>
    public IReadOnlyList<TargetName>? Controllers { get; init; }

    /// <summary>The domains whose controllers are looked for; empty for this machine's own.</summary>
    public IReadOnlyList<string> DomainNames { get; init; } = [];

    /// <summary>The workspace; empty when it is not known.</summary>
    public string WorkspaceName { get; init; } = "";

    public CloudEnvironment Cloud { get; init; }

    /// <summary>The devices that should have names; null for some of this machine's neighbours.</summary>
    public IReadOnlyList<TargetBlock>? Devices { get; init; }

    /// <summary>What is left out.</summary>
    public IReadOnlyCollection<PrerequisitePart> Skip { get; init; } = [];

    public MachineFacts Machine { get; init; } = MachineFacts.OfThisMachine;

    public Func<ServerFacts> ReadAdapters { get; init; } = static () => FactReader.ForThisMachine().Read();

    public bool Has(PrerequisitePart part) => !Skip.Contains(part);
}
