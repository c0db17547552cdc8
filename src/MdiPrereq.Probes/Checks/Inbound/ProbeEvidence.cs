using MdiPrereq.Contract;

namespace MdiPrereq;

/// <summary>
/// What one end saw of the probes of an inbound row: sent there (<see cref="ProbeSending"/>), arrived here (<see cref="ProbeArrival"/>),
/// listened for (<see cref="ProbeReception"/>). No result by itself: both ends joined are one, a <see cref="PortTestResult"/>.
/// </summary>
public abstract class ProbeEvidence : CheckResult
{
    private protected ProbeEvidence()
    {
    }

    private protected ProbeEvidence(Origin origin, PortRequirement row, int port, Judgement judgement)
        : base(origin, judgement)
    {
        RequirementId = row.Id;
        Service = row.Service;
        Transport = row.Transport;
        Port = port;
        Evidence = judgement.Evidence;
    }

    /// <summary>The <see cref="PortRequirement.Id"/> of the row.</summary>
    public string RequirementId { get; internal init; } = "";

    /// <summary>The protocol's name.</summary>
    public string Service { get; internal init; } = "";

    /// <summary>The transport protocol.</summary>
    public Transport Transport { get; internal init; }

    /// <summary>The sensor's port: the row's own, or the one that was given for it.</summary>
    public int Port { get; internal init; }

    /// <summary>What was seen, in a few words; empty when nothing was.</summary>
    public string Evidence { get; internal init; } = "";
}
