using System.Net;
using MdiPrereq.Machine;

namespace MdiPrereq.Checks.Cloud;

/// <summary>The way that the sensor would take to one host, and the judgement of the settings that say so.</summary>
internal sealed record WayOut
{
    /// <summary>The proxy; null for a direct way.</summary>
    public ProxyAddress? Proxy { get; init; }

    public ProxySource Source { get; init; }

    /// <summary>What the proxy is given when it asks; null for nothing.</summary>
    public NetworkCredential? Credential { get; init; }

    /// <summary>Whether the sensor has a user name for the proxy whose password only the sensor can read.</summary>
    public bool SensorHasCredential { get; init; }

    /// <summary>A script chooses, so that nobody but the script knows the way.</summary>
    public bool IsUnknown { get; init; }

    public required StepJudgement Judgement { get; init; }
}
