using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MdiPrereq.Checks.Cloud.Rules;
using MdiPrereq.Contract;
using MdiPrereq.Engine;
using MdiPrereq.Machine;

namespace MdiPrereq.Checks.Cloud;

/// <summary>Tests the cloud service of workspaces: one result for each step of each of its zones, always, and in their order.</summary>
/// <param name="settings">How; the workspace is named when its test is started.</param>
/// <param name="sink">Where results go when this is part of a run with other checks.</param>
internal sealed class CloudRun(CloudTestOptions settings, IResultSink<CloudTestResult>? sink = null) : IDisposable
{
    public ProbeWindow<CloudTestResult> Window { get; } = new(ProbeWindow<CloudTestResult>.MaxPerHost, sink);

    public void Start(string workspaceName, CloudEnvironment cloud)
    {
        var options = settings with { WorkspaceName = workspaceName, Cloud = cloud };
        var announced = Announced(options);
        Window.Start(announced.Count, share => TestAsync(options, share), (index, fault) => CloudResultBuilder.BuildUnsent(
            options,
            announced[index].Check,
            announced[index].Target,
            StepJudgement.NotTested(CloudReason.Error, $"Not tested: {Fault.Describe(fault)}.")));
    }

    public void Dispose() => Window.Dispose();

    private async Task TestAsync(CloudTestOptions options, ProbeWindow<CloudTestResult>.TargetShare share)
    {
        var facts = options.Machine.ReadProxy();
        var downloads = DownloadUrl.All.Select(
            url => HeadAsync(options, url, WayOutRules.Choose(facts, options.Way, url.Host, options.Words))).ToList();

        var seen = await CloudHosts.TestAsync(options, facts, Window.Token).ConfigureAwait(false);
        var index = 0;
        foreach (var host in seen)
        {
            var builder = new CloudResultBuilder(options, host.Observation);
            foreach (var step in host.Steps) share.Emit(index++, builder.Build(step.Check, step.Judgement));
        }

        var trusted = seen.Any(host => host.Of(CloudCheck.Tls).Verdict == Verdict.Pass);
        var wanted = CloudZone.Of(options.Cloud).SelectMany(zone => zone.Roots).Distinct().ToList();
        var roots = MachineRules.JudgeRoots(wanted, options.Machine.ReadRoots(), trusted);
        share.Emit(index++, CloudResultBuilder.BuildUnsent(options, CloudCheck.RootCertificates, LocalMachine.Name, roots));
        foreach (var download in downloads) share.Emit(index++, await download.ConfigureAwait(false));
    }

    /// <summary>The steps whose results are announced, in the order of <see cref="TestAsync"/>, and what each is about.</summary>
    private static IReadOnlyList<(CloudCheck Check, string Target)> Announced(CloudTestOptions options) =>
    [
        .. CloudZone.Of(options.Cloud).SelectMany(zone => CloudRules.Steps.Select(check => (check, zone.HostOf(options.WorkspaceName)))),
        (CloudCheck.RootCertificates, LocalMachine.Name),
        .. DownloadUrl.All.Select(url => (CloudCheck.DownloadHost, url.Host)),
    ];

    private async Task<CloudTestResult> HeadAsync(CloudTestOptions options, DownloadUrl url, WayOut way)
    {
        var time = ProbeTime.Start();
        var seen = await new CloudConnection(options).HeadAsync(url, way, Window.Token).ConfigureAwait(false);
        return CloudResultBuilder.BuildDownload(
            options, url, seen, MachineRules.JudgeDownload(url, seen, options.TimeoutMilliseconds), time());
    }
}
