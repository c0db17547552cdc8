using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Cli.Commands;
using MdiPrereq.Cli.Sample;
using MdiPrereq.Engine;
using MdiPrereq.Transports;

namespace MdiPrereq.Tests.Cli;

/// <summary>The main job, run once against the sample network, for all tests that look at its results.</summary>
public sealed class SampleRun : IDisposable
{
    private readonly SampleNetwork _network = new();

    public SampleRun()
    {
        var rows = new RequirementFilter { SensorType = [SensorType.Standalone] };
        var targets = _network.Hosts.Select(host => host.Identity.DnsName).Append("no-such.contoso.test");
        var job = new PortTestJob(
            [.. targets.Select(TargetName.Parse)],
            PortTestPlan.ForFilter(rows, workspaceIsKnown: false).TargetRows,
            [],
            new() { Network = _network, TimeoutMilliseconds = 2500 });
        using var run = new PortRun(job.Options);
        Results = [.. ProbeStream.Of(run.Window, job.Starts(run), () => { })];
    }

    public IReadOnlyList<PortTestResult> Results { get; }

    public PortTestResult Of(string host, Transport transport, int port) =>
        Results.Single(result => result.ComputerName == $"{host}.contoso.test" && result.Transport == transport && result.Port == port);

    public void Dispose() => _network.Dispose();
}
