using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Engine;
using MdiPrereq.Machine;

namespace MdiPrereq.Checks.Cloud;

/// <summary>Tests the cloud service of workspaces: one result for each step of each of its zones, always, and in their order.</summary>
/// <param name="settings">How; the workspace is named when its test is started.</param>
internal sealed class CloudRun(CloudTestOptions settings) : IDisposable
{
    /// <summary>Proxy to ClockSkew.</summary>
    private const int StepsOfHost = (int)CloudCheck.ClockSkew + 1;

    public ProbeWindow<CloudTestResult> Window { get; } = new(ProbeWindow<CloudTestResult>.MaxPerHost);

    public void Start(string workspaceName, CloudEnvironment cloud)
    {
        var options = settings with { WorkspaceName = workspaceName, Cloud = cloud };
        var zones = CloudZone.Of(options.Cloud);
        var results = (StepsOfHost * zones.Count) + 1 + DownloadUrl.All.Count;
        Window.Start(results, share => TestAsync(options, zones, share), (index, fault) => Fail(options, zones, index, fault));
    }

    public void Dispose() => Window.Dispose();

    private async Task TestAsync(CloudTestOptions options, IReadOnlyList<CloudZone> zones, ProbeWindow<CloudTestResult>.TargetShare share)
    {
        var facts = options.Machine.Proxy();
        var downloads = DownloadUrl.All.Select(url => HeadAsync(options, url, WayOutRules.Choose(facts, options.Way, url.Host))).ToList();

        var seen = await CloudHosts.TestAsync(options, facts, Window.Token).ConfigureAwait(false);
        var index = 0;
        foreach (var host in seen)
        {
            var builder = new CloudResultBuilder(options, host.Observation);
            foreach (var (check, judgement) in host.Steps) share.Emit(index++, builder.Build(check, judgement));
        }

        var trusted = seen.Any(host => host.Steps[(int)CloudCheck.Tls].Judgement.Verdict == Verdict.Pass);
        var roots = MachineSteps.JudgeRoots([.. zones.SelectMany(zone => zone.Roots).Distinct()], options.Machine.Roots(), trusted);
        share.Emit(index++, CloudResultBuilder.BuildRoots(options, roots));
        foreach (var download in downloads) share.Emit(index++, await download.ConfigureAwait(false));
    }

    /// <summary>The result of an index whose work ended by a fault; the order is that of <see cref="TestAsync"/>.</summary>
    private static CloudTestResult Fail(CloudTestOptions options, IReadOnlyList<CloudZone> zones, int index, Exception fault)
    {
        var judgement = StepJudgement.NotTested(CloudReason.Error, $"Not tested: {Fault.Describe(fault)}.");
        var download = index - (StepsOfHost * zones.Count) - 1;
        if (download >= 0) return CloudResultBuilder.BuildFault(options, CloudCheck.DownloadHost, DownloadUrl.All[download].Host, judgement);
        return download == -1
            ? CloudResultBuilder.BuildRoots(options, judgement)
            : CloudResultBuilder.BuildFault(options, (CloudCheck)(index % StepsOfHost), zones[index / StepsOfHost].HostOf(options.WorkspaceName), judgement);
    }

    private async Task<CloudTestResult> HeadAsync(CloudTestOptions options, DownloadUrl url, WayOut way)
    {
        var time = ProbeTime.Start();
        var seen = await new CloudConnection(options).HeadAsync(url, way, Window.Token).ConfigureAwait(false);
        return CloudResultBuilder.BuildDownload(options, url, seen, MachineSteps.JudgeDownload(url, seen, options.TimeoutMilliseconds), time());
    }
}

/// <summary>The hosts of a workspace, one in each zone of its cloud, tested and judged together.</summary>
internal static class CloudHosts
{
    public static async Task<IReadOnlyList<(CloudObservation Observation, IReadOnlyList<(CloudCheck Check, StepJudgement Judgement)> Steps)>> TestAsync(
        CloudTestOptions options, ProxyFacts facts, CancellationToken run)
    {
        var zones = CloudZone.Of(options.Cloud);
        var connection = new CloudConnection(options);
        var seen = await Task.WhenAll(zones.Select(zone =>
        {
            var host = zone.HostOf(options.WorkspaceName);
            return connection.PingAsync(host, WayOutRules.Choose(facts, options.Way, host), run);
        })).ConfigureAwait(false);

        var judged = seen.Select(one => (Observation: one, Steps: CloudSteps.Judge(one))).ToList();
        var answering = judged.FindIndex(one => one.Steps.All(step => step.Judgement.Verdict is not (Verdict.Fail or Verdict.NotTested) || step.Check == CloudCheck.ClockSkew));
        return answering < 0 || judged.Count == 1
            ? judged
            : [.. judged.Select((one, index) => index == answering ? one : (one.Observation, Soften(one.Steps, zones[index], seen[answering].Host)))];
    }

    /// <summary>One zone that answers is enough: what fails in another is a warning only.</summary>
    private static IReadOnlyList<(CloudCheck Check, StepJudgement Judgement)> Soften(
        IReadOnlyList<(CloudCheck Check, StepJudgement Judgement)> steps, CloudZone zone, string answering) =>
    [
        .. steps.Select(step => step.Judgement.Verdict != Verdict.Fail ? step : (step.Check, step.Judgement with
        {
            Verdict = Verdict.Warning,
            Message = $"{step.Judgement.Message} {answering} answers, which is enough today; {zone.Note}.",
        })),
    ];
}
