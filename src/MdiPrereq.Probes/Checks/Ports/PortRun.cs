using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using MdiPrereq.Contract;
using MdiPrereq.Engine;
using MdiPrereq.Machine;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Ports;

/// <summary>
/// Tests rows against targets: one result for each row of each target, always, streamed as they come. The rows of one device
/// that Network Name Resolution may choose from are judged together, so their results come together.
/// </summary>
internal sealed class PortRun(PortTestOptions options, IResultSink<PortTestResult>? sink = null) : IDisposable
{
    private readonly ProbeWindow<PortTestResult> _window = new(options.ThrottleLimit, sink);
    private readonly TargetResolver _resolver = new(options.Network, options.SourceAddress, options.TimeoutMilliseconds);

    private bool _cloudStarted;

    public ProbeWindow<PortTestResult> Window => _window;

    /// <summary>
    /// Starts the test of the rows against one target. Start no more while <see cref="ProbeWindow{T}.HasRoom"/> is false.
    /// </summary>
    /// <param name="target">The target.</param>
    /// <param name="rows">The rows; each gives one result.</param>
    /// <param name="canBeNamed">Whether it is known already that a name resolution method which is not among the rows works.</param>
    public void Start(TargetName target, IReadOnlyList<PortRequirement> rows, bool canBeNamed = false)
    {
        if (rows.Count == 0) return;
        var builder = new PortResultBuilder(target.Given, options);
        _window.Start(
            rows.Count,
            share => TestAsync(target, [.. rows.Select((row, index) => new Item(row, index))], canBeNamed, builder, share),
            (index, fault) => builder.Build(rows[index], Fault.ToOutcome(fault), ProbeTime.Now));
    }

    /// <summary>
    /// Starts the test of the cloud rows, once in a run. Without a workspace name there is nothing to connect to, and the results say so.
    /// </summary>
    public void StartCloud(IReadOnlyList<PortRequirement> rows)
    {
        if (_cloudStarted) return;
        _cloudStarted = true;
        _window.Start(
            rows.Count,
            share => TestCloudAsync([.. rows.Select((row, index) => new Item(row, index))], share),
            (index, fault) => new PortResultBuilder(rows[index].To, options).Build(rows[index], Fault.ToOutcome(fault), ProbeTime.Now));
    }

    /// <summary>Says of a sensor that needs no port on the network that the target has nothing to be tested for.</summary>
    public void StartNotApplicable(TargetName target, SensorType sensorType, Catalog catalog)
    {
        var result = new PortResultBuilder(target.Given, options).BuildNotApplicable(sensorType, catalog);
        _window.Start(
            1,
            share =>
            {
                share.Emit(0, result);
                return Task.CompletedTask;
            },
            (_, _) => result);
    }

    public void Dispose() => _window.Dispose();

    private async Task TestCloudAsync(List<Item> items, ProbeWindow<PortTestResult>.TargetShare share)
    {
        var testable = items.Where(item => item.Row.Protocol is not null && options.Cloud is not null).ToList();
        foreach (var item in items.Except(testable))
        {
            var nothing = PortRules.CloudNotTested(item.Row, options.Words);
            share.Emit(item.Index, new PortResultBuilder(item.Row.To, options).Build(item.Row, nothing, ProbeTime.Now));
        }

        if (testable.Count == 0) return;
        var time = ProbeTime.Start();
        var finding = await share.RunAsync(null, run => options.Cloud!(options, run)).ConfigureAwait(false);
        var builder = new PortResultBuilder(finding.Host, options);
        if (finding.Address is { } address) builder.Locate(address);
        foreach (var item in testable) share.Emit(item.Index, builder.Build(item.Row, finding.Judgement, time()));
    }

    private async Task TestAsync(
        TargetName target, List<Item> items, bool canBeNamed, PortResultBuilder builder, ProbeWindow<PortTestResult>.TargetShare share)
    {
        var probes = EmitWhatNeedsNoProbe(target, items, builder, share);
        if (probes.Count == 0) return;

        var resolving = ProbeTime.Start();
        var (address, problem) = await _resolver.ResolveAsync(target, _window.Token).ConfigureAwait(false);
        if (address is null)
        {
            foreach (var item in probes) share.Emit(item.Index, builder.Build(item.Row, problem!, resolving()));
            return;
        }

        builder.Locate(address);
        share.Expect(probes.Count);
        var nameMethods = probes.Where(item => item.Row.Necessity == Necessity.OneOfNnr).ToList();
        await Task.WhenAll(
        [
            .. probes.Except(nameMethods).Select(item => TestRowAsync(target, address, item, builder, share)),
            TestNameMethodsAsync(target, address, nameMethods, canBeNamed, builder, share),
        ]).ConfigureAwait(false);
    }

    private List<Item> EmitWhatNeedsNoProbe(
        TargetName target, List<Item> items, PortResultBuilder builder, ProbeWindow<PortTestResult>.TargetShare share)
    {
        var probes = new List<Item>(items.Count);
        foreach (var item in items)
        {
            if (item.Row.Direction != Direction.Outbound)
            {
                var judgement = LocalMachine.Is(target)
                    ? LocalRules.Judge(item.Row, LocalView.Of(item.Row), options.Words)
                    : LocalRules.NotFromHere(item.Row, options.Words);
                share.Emit(item.Index, builder.Build(item.Row, judgement, ProbeTime.Now));
            }
            else if (item.Row.Protocol is null)
            {
                share.Emit(item.Index, builder.Build(item.Row, ProbeOutcome.Of((State.NotTested, Reason.NoProbeExists)), ProbeTime.Now));
            }
            else
            {
                probes.Add(item);
            }
        }

        return probes;
    }

    private async Task TestRowAsync(
        TargetName target, IPAddress address, Item item, PortResultBuilder builder, ProbeWindow<PortTestResult>.TargetShare share)
    {
        var (outcome, time) = await ProbeAsync(target, address, item.Row, share).ConfigureAwait(false);
        share.Emit(item.Index, builder.Build(item.Row, outcome, time));
    }

    private async Task TestNameMethodsAsync(
        TargetName target,
        IPAddress address,
        List<Item> items,
        bool canBeNamed,
        PortResultBuilder builder,
        ProbeWindow<PortTestResult>.TargetShare share)
    {
        var seen = await Task.WhenAll(items.Select(item => ProbeAsync(target, address, item.Row, share))).ConfigureAwait(false);
        canBeNamed |= seen.Any(one => one.Outcome.Verified);
        for (var i = 0; i < items.Count; i++)
        {
            share.Emit(items[i].Index, builder.Build(items[i].Row, seen[i].Outcome, seen[i].Time, canBeNamed));
        }
    }

    private Task<(ProbeOutcome Outcome, ProbeTime Time)> ProbeAsync(
        TargetName target, IPAddress address, PortRequirement row, ProbeWindow<PortTestResult>.TargetShare share) => share.RunAsync(
        address,
        async run =>
        {
            var time = ProbeTime.Start();
            var request = options.RequestFor(row.Protocol!, row.Transport, address, row.Port, target.HostName);
            var outcome = await Probe.RunAsync(request, run).ConfigureAwait(false);
            _window.Note(outcome);
            return (outcome, time());
        });

    /// <summary>A row and its place among the announced results.</summary>
    private sealed record Item(PortRequirement Row, int Index);
}
