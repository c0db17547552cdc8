using System.Net;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Cloud;

/// <summary>What was seen of a host that files are fetched from.</summary>
internal sealed record DownloadObservation
{
    public required WayOut Way { get; init; }

    public IPAddress? Address { get; init; }

    public string NameProblem { get; init; } = "";

    /// <summary>What the connection came to; null when none was tried.</summary>
    public ProbeOutcome? Outcome { get; init; }

    public int? StatusCode { get; init; }
}
