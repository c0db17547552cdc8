using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Checks.Cloud.Rules;
using MdiPrereq.Machine;

namespace MdiPrereq.Checks.Cloud;

/// <summary>The hosts of a workspace, one in each zone of its cloud, tested and judged together.</summary>
internal static class CloudHosts
{
    public static async Task<IReadOnlyList<CloudHost>> TestAsync(CloudTestOptions options, ProxyFacts facts, CancellationToken run)
    {
        var zones = CloudZone.Of(options.Cloud);
        var connection = new CloudConnection(options);
        var seen = await Task.WhenAll(zones.Select(zone =>
        {
            var host = zone.HostOf(options.WorkspaceName);
            return connection.PingAsync(host, WayOutRules.Choose(facts, options.Way, host, options.Words), run);
        })).ConfigureAwait(false);

        List<CloudHost> judged = [.. seen.Select(one => new CloudHost(one, CloudRules.Judge(one)))];
        var answering = judged.FindIndex(host => host.Answers);
        return answering < 0
            ? judged
            : [.. judged.Select((host, i) => i == answering ? host : Soften(host, zones[i], seen[answering].Host))];
    }

    /// <summary>One zone that answers is enough: what fails in another is a warning only.</summary>
    private static CloudHost Soften(CloudHost host, CloudZone zone, string answering) => host with
    {
        Steps =
        [
            .. host.Steps.Select(step => step.Judgement.Verdict != Verdict.Fail ? step : step with
            {
                Judgement = step.Judgement with
                {
                    Verdict = Verdict.Warning,
                    Message = $"{step.Judgement.Message} {answering} answers, which is enough today; {zone.Note}.",
                },
            }),
        ],
    };
}
