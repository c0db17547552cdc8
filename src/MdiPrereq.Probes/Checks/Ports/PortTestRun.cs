using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using MdiPrereq.Checks.Cloud;
using MdiPrereq.Engine;
using MdiPrereq.Machine;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Ports;

/// <summary>
/// Tests rows against targets: one result for each row of each target, always, streamed as they come. The rows of one device
/// that Network Name Resolution may choose from are judged together, so their results come together.
/// </summary>
internal sealed class PortTestRun(PortTestOptions options) : IDisposable
{
    private readonly ProbeWindow<PortTestResult> _window = new(options.ThrottleLimit);
    private readonly TargetResolver _resolver = new(options.Network, options.SourceAddress, options.TimeoutMilliseconds);

    public ProbeWindow<PortTestResult> Window => _window;

    /// <summary>Starts the test of the rows against one target. Start no more while <see cref="ProbeWindow{T}.HasRoom"/> is false.</summary>
    /// <param name="target">The target.</param>
    /// <param name="rows">The rows; each gives one result.</param>
    /// <param name="canBeNamed">Whether it is known already that a name resolution method which is not among the rows works.</param>
    public void Start(TargetName target, IReadOnlyList<PortRequirement> rows, bool canBeNamed = false)
    {
        if (rows.Count > 0) _window.Start(rows.Count, share => TestAsync(target, rows, canBeNamed, share));
    }

    /// <summary>Starts the test of the cloud rows. Without a workspace name there is nothing to connect to, and the results say so.</summary>
    public void StartCloud(IReadOnlyList<PortRequirement> rows)
    {
        if (rows.Count > 0) _window.Start(rows.Count, share => TestCloudAsync(rows, share));
    }

    /// <summary>Says of a sensor that needs no port on the network that the target has nothing to be tested for.</summary>
    public void StartNotApplicable(TargetName target, SensorType sensorType, Catalog catalog) => _window.Start(1, _ =>
    {
        _window.Emit(new PortResultBuilder(target.Given, options).BuildNotApplicable(sensorType, catalog));
        return Task.CompletedTask;
    });

    public void Dispose() => _window.Dispose();

    private async Task TestCloudAsync(IReadOnlyList<PortRequirement> rows, ProbeWindow<PortTestResult>.TargetShare share)
    {
        var testable = rows.Where(row => row.Protocol is not null && options.WorkspaceName.Length > 0).ToList();
        foreach (var row in rows.Except(testable))
        {
            _window.Emit(new PortResultBuilder(row.To, options).Build(row, CloudRows.NotTested(row), ProbeTime.Now));
        }

        if (testable.Count == 0) return;
        try
        {
            var time = ProbeTime.Start();
            var cloud = new CloudTestOptions
            {
                WorkspaceName = options.WorkspaceName,
                TimeoutMilliseconds = options.TimeoutMilliseconds,
                SourceAddress = options.SourceAddress,
                Network = options.Network,
                Machine = options.Machine,
            };
            var hosts = await share.RunAsync(null, run => CloudHosts.TestAsync(cloud, cloud.Machine.Proxy(), run)).ConfigureAwait(false);
            var builder = new PortResultBuilder(hosts[0].Observation.Host, options);
            if (hosts[0].Observation.Address is { } address) builder.Locate(address);
            var judgement = CloudRows.Judge(hosts[0].Observation, CloudSteps.Decisive(hosts[0].Steps).Judgement);
            foreach (var row in testable) _window.Emit(builder.Build(row, judgement, time()));
        }
        catch (OperationCanceledException)
        {
            // The run was stopped; whoever stopped it wants no more results.
        }
    }

    private async Task TestAsync(
        TargetName target, IReadOnlyList<PortRequirement> rows, bool canBeNamed, ProbeWindow<PortTestResult>.TargetShare share)
    {
        var builder = new PortResultBuilder(target.Given, options);
        try
        {
            var probes = EmitWhatNeedsNoProbe(target, rows, builder);
            if (probes.Count == 0) return;

            var resolving = ProbeTime.Start();
            var (address, problem) = await _resolver.ResolveAsync(target, _window.Token).ConfigureAwait(false);
            if (address is null)
            {
                foreach (var row in probes) _window.Emit(builder.Build(row, problem!, resolving()));
                return;
            }

            builder.Locate(address);
            share.Expect(probes.Count);
            var nameMethods = probes.Where(row => row.Necessity == Necessity.OneOfNnr).ToList();
            await Task.WhenAll(
            [
                .. probes.Except(nameMethods).Select(row => TestRowAsync(target, address, row, builder, share)),
                TestNameMethodsAsync(target, address, nameMethods, canBeNamed, builder, share),
            ]).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The run was stopped; whoever stopped it wants no more results.
        }
    }

    private List<PortRequirement> EmitWhatNeedsNoProbe(TargetName target, IReadOnlyList<PortRequirement> rows, PortResultBuilder builder)
    {
        var probes = new List<PortRequirement>(rows.Count);
        foreach (var row in rows)
        {
            if (row.Direction != Direction.Outbound)
            {
                var here = LocalMachine.Is(target);
                _window.Emit(builder.Build(row, here ? LocalRows.OnThisMachine(row) : LocalRows.NotFromHere(row), ProbeTime.Now));
            }
            else if (row.Protocol is null)
            {
                _window.Emit(builder.Build(row, ProbeOutcome.Of((State.NotTested, Reason.NoProbeExists)), ProbeTime.Now));
            }
            else
            {
                probes.Add(row);
            }
        }

        return probes;
    }

    private async Task TestRowAsync(
        TargetName target, IPAddress address, PortRequirement row, PortResultBuilder builder, ProbeWindow<PortTestResult>.TargetShare share)
    {
        var (outcome, time) = await ProbeAsync(target, address, row, share).ConfigureAwait(false);
        _window.Emit(builder.Build(row, outcome, time));
    }

    private async Task TestNameMethodsAsync(
        TargetName target, IPAddress address, List<PortRequirement> rows, bool canBeNamed, PortResultBuilder builder, ProbeWindow<PortTestResult>.TargetShare share)
    {
        var seen = await Task.WhenAll(rows.Select(row => ProbeAsync(target, address, row, share))).ConfigureAwait(false);
        canBeNamed |= seen.Any(one => one.Outcome.Verified);
        for (var i = 0; i < rows.Count; i++) _window.Emit(builder.Build(rows[i], seen[i].Outcome, seen[i].Time, canBeNamed));
    }

    private Task<(ProbeOutcome Outcome, ProbeTime Time)> ProbeAsync(
        TargetName target, IPAddress address, PortRequirement row, ProbeWindow<PortTestResult>.TargetShare share) => share.RunAsync(
        address,
        async run =>
        {
            var time = ProbeTime.Start();
            var outcome = await Probe.RunAsync(
                new()
                {
                    Network = options.Network,
                    Protocol = row.Protocol!,
                    Transport = row.Transport,
                    Address = address,
                    Port = row.Port,
                    HostName = target.HostName,
                    SourceAddress = options.SourceAddress,
                    TimeoutMilliseconds = options.TimeoutMilliseconds,
                },
                run).ConfigureAwait(false);
            return (outcome, time());
        });
}
