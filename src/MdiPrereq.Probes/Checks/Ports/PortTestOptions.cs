using MdiPrereq.Engine;

namespace MdiPrereq.Checks.Ports;

/// <summary>How a run of port tests is made.</summary>
internal sealed record PortTestOptions : ProbeOptions
{
    public PortTestOptions()
    {
    }

    /// <summary>The options of a run that has other checks too.</summary>
    public PortTestOptions(ProbeOptions shared)
        : base(shared)
    {
    }

    /// <summary>The test of the workspace's cloud service; null when no workspace is named.</summary>
    public CloudTest? Cloud { get; init; }
}
