using MdiPrereq.Probing;
using MdiPrereq.Transports;

namespace MdiPrereq.Cloud;

/// <summary>What to say of cloud rows that cannot be tested.</summary>
internal static class CloudRows
{
    public static LocalJudgement NotTested(PortRequirement row)
    {
        var known = row.Protocol is not null;
        return new(
            ProbeOutcome.Of((State.NotTested, known ? Reason.NotApplicable : Reason.NoProbeExists)),
            Verdict.NotTested,
            known
                ? "Not tested: the cloud service's address depends on the workspace, and none was named."
                : "Not tested: sensor v3.x talks to the Defender for Endpoint service, whose hosts differ by region and tenant.",
            known
                ? "Give -WorkspaceName, the name that the portal shows in Settings, Identities, About."
                : "Run the Defender for Endpoint client analyzer, which knows this machine's own service addresses.");
    }
}
