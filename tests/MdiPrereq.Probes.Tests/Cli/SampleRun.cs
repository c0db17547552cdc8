using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Engine;
using MdiPrereq.Sample;
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
        var job = new PortTestJob(PortTestPlan.ForFilter(rows, workspaceIsKnown: false), targets.Select(TargetName.Parse));
        using var run = new PortRun(new() { Network = _network, TimeoutMilliseconds = 2500 });
        Results = Pumped.From(run.Window, job.Starts(run));
    }

    public IReadOnlyList<PortTestResult> Results { get; }

    public PortTestResult Of(string host, Transport transport, int port) =>
        Results.Single(result => result.ComputerName == $"{host}.contoso.test" && result.Transport == transport && result.Port == port);

    public void Dispose() => _network.Dispose();
}
