namespace MdiPrereq.Probing;

/// <summary>How a run of port tests is made.</summary>
internal sealed record PortTestOptions : ProbeOptions
{
    /// <summary>The workspace whose cloud service is tested; empty for none.</summary>
    public string WorkspaceName { get; init; } = "";
}
