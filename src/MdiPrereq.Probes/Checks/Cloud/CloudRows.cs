using MdiPrereq.Checks.Ports;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Cloud;

/// <summary>What the steps of a test of the cloud service amount to for its row in the port table.</summary>
internal static class CloudRows
{
    public static LocalJudgement Judge(CloudObservation seen, StepJudgement decisive)
    {
        var kind = seen.Way.IsUnknown ? (State.NotTested, Reason.Error) : (State.NameNotResolved, Reason.NameNotResolved);
        var outcome = seen.Outcome ?? ProbeOutcome.Of(kind);

        // An answer proves the service only where the sensor would have trusted it.
        if (outcome.Verified && decisive.Verdict == Verdict.Fail) outcome = outcome with { Reason = Reason.UnexpectedReply };
        return new(
            outcome,
            decisive.Verdict,
            decisive.Message,
            decisive.Verdict == Verdict.Pass ? "" : $"{decisive.Remediation} Test-MdiCloudService shows every step.".TrimStart());
    }

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
