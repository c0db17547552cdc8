using MdiPrereq.Checks.Ports;
using MdiPrereq.Contract;
using MdiPrereq.Machine;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Cloud;

/// <summary>What the steps of a test of the cloud service amount to for its row in the port table.</summary>
internal static class CloudRows
{
    /// <summary>The test of a workspace's row.</summary>
    public static CloudTest TestOf(string workspaceName, MachineFacts machine) => async (options, run) =>
    {
        var cloud = new CloudTestOptions
        {
            WorkspaceName = workspaceName,
            Machine = machine,
            TimeoutMilliseconds = options.TimeoutMilliseconds,
            SourceAddress = options.SourceAddress,
            Network = options.Network,
            Words = options.Words,
        };
        var host = (await CloudHosts.TestAsync(cloud, machine.ReadProxy(), run).ConfigureAwait(false))[0];
        return new(host.Observation.Host, host.Observation.Address, Judge(host, options.Words));
    };

    private static PortJudgement Judge(CloudHost host, Vocabulary words)
    {
        var seen = host.Observation;
        var decisive = host.Decisive;
        var kind = seen.Way.IsUnknown ? (State.NotTested, Reason.Error) : (State.NameNotResolved, Reason.NameNotResolved);
        var outcome = seen.Outcome ?? ProbeOutcome.Of(kind);

        // An answer proves the service only where the sensor would have trusted it.
        if (outcome.Verified && decisive.Verdict == Verdict.Fail) outcome = outcome with { Reason = Reason.UnexpectedReply };
        return new(
            outcome,
            decisive.Verdict,
            decisive.Message,
            decisive.Verdict == Verdict.Pass ? "" : $"{decisive.Remediation} {words.TestCloudService} shows every step.".TrimStart());
    }
}
