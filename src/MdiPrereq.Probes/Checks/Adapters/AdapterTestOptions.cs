using System.Collections.Generic;
using MdiPrereq.Checks.Adapters.Traffic;
using MdiPrereq.Contract;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Adapters;

/// <summary>How a machine's adapters are tested.</summary>
internal sealed record AdapterTestOptions
{
    public const int DefaultSeconds = 10;

    public SensorType SensorType { get; init; }

    /// <summary>The capture adapters, by name; empty to find them by their shape.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    public IReadOnlyList<string> MonitoredDomains { get; init; } = [];

    /// <summary>How long mirrored traffic is counted.</summary>
    public int Seconds { get; init; } = DefaultSeconds;

    /// <summary>What options and commands are called where the run was asked for.</summary>
    public Vocabulary Words { get; init; } = Vocabulary.Plain;

    public Network Network { get; init; } = SystemNetwork.Instance;

    /// <summary>What sees the traffic; null where nothing can.</summary>
    public TrafficCounter? Counter { get; init; } = TrafficCounter.ForThisMachine();
}
