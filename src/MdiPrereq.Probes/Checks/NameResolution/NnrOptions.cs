using System.Collections.Generic;
using System.Net;
using MdiPrereq.Engine;

namespace MdiPrereq.Checks.NameResolution;

/// <summary>How a run of name resolution tests is made.</summary>
internal sealed record NnrOptions : ProbeOptions
{
    public NnrOptions()
    {
    }

    /// <summary>The options of a run that has other checks too.</summary>
    public NnrOptions(ProbeOptions shared)
        : base(shared)
    {
    }

    public SensorType SensorType { get; init; }

    public IReadOnlyCollection<NnrMethod> Methods { get; init; } = [NnrMethod.Ntlm, NnrMethod.NetBios, NnrMethod.Rdp, NnrMethod.Dns];

    /// <summary>The DNS servers to ask; empty for those of the adapter in use.</summary>
    public IReadOnlyList<IPAddress> DnsServers { get; init; } = [];
}
