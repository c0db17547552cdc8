using MdiPrereq.Engine;
using MdiPrereq.Machine;

namespace MdiPrereq.Checks.Ports;

/// <summary>How a run of port tests is made.</summary>
internal sealed record PortTestOptions : ProbeOptions
{
    /// <summary>The workspace whose cloud service is tested; empty for none.</summary>
    public string WorkspaceName { get; init; } = "";

    /// <summary>Where the cloud row's facts about this machine come from: proxy settings above all.</summary>
    public MachineFacts Machine { get; init; } = MachineFacts.OfThisMachine;
}
