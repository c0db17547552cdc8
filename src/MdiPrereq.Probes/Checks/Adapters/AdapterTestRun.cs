using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Checks.Adapters.Rules;
using MdiPrereq.Checks.Adapters.Traffic;
using MdiPrereq.Engine;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Adapters;

/// <summary>How a machine's adapters are tested.</summary>
internal sealed record AdapterTestOptions
{
    public const int DefaultSeconds = 10;

    public SensorType SensorType { get; init; }

    /// <summary>The capture adapters, by name; empty to find them by their shape.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    public IReadOnlyList<string> MonitoredDomains { get; init; } = [];

    /// <summary>How long mirrored traffic is counted.</summary>
    public int Seconds { get; init; } = DefaultSeconds;

    public Network Network { get; init; } = SystemNetwork.Instance;

    /// <summary>What sees the traffic; null where nothing can.</summary>
    public TrafficCounter? Counter { get; init; } = TrafficCounter.ForThisMachine();
}

/// <summary>Tests a machine's adapters from its facts, and whether traffic of controllers is mirrored to this machine.</summary>
internal sealed class AdapterTestRun(AdapterTestOptions options) : IDisposable
{
    private const int ResolveMilliseconds = 5000;

    public ProbeWindow<AdapterTestResult> Window { get; } = new(1);

    public void StartFacts(ServerFacts facts)
    {
        var results = AdapterJudge.Judge(facts, options.SensorType, options.Names, options.MonitoredDomains);
        Window.Start(
            results.Count,
            share =>
            {
                for (var i = 0; i < results.Count; i++) share.Emit(i, results[i]);
                return Task.CompletedTask;
            },
            (index, _) => results[index]);
    }

    /// <summary>Counts the traffic of all controllers at once on each capture adapter: one result a controller and adapter.</summary>
    public void StartTraffic(ServerFacts facts, IReadOnlyList<TargetName> controllers)
    {
        var captures = AdapterRoles.Of(facts, options.SensorType, options.Names).Where(subject => subject.Role == AdapterRole.Capture).ToList();
        var reason = WhyNot(captures);
        Window.Start(
            controllers.Count * (reason is null ? captures.Count : 1),
            share => TestTrafficAsync(facts.Server, captures, controllers, reason, share),
            (index, fault) => Result(
                facts.Server,
                controllers[index % controllers.Count],
                null,
                MirrorRules.NotCounted(MirrorRules.Ask(captures.ElementAtOrDefault(index / controllers.Count)), Fault.Describe(fault)),
                ProbeTime.Now));
    }

    public void Dispose() => Window.Dispose();

    private async Task TestTrafficAsync(
        ServerFact server, List<Subject> captures, IReadOnlyList<TargetName> controllers, Finding? reason, ProbeWindow<AdapterTestResult>.TargetShare share)
    {
        if (reason is not null)
        {
            for (var i = 0; i < controllers.Count; i++) share.Emit(i, Result(server, controllers[i], null, reason, ProbeTime.Now));
            return;
        }

        var resolved = await Task.WhenAll(controllers.Select(ResolveAsync)).ConfigureAwait(false);
        await Task.WhenAll(captures.Select((capture, index) => CountAsync(server, capture, resolved, index * controllers.Count, share))).ConfigureAwait(false);
    }

    private Finding? WhyNot(List<Subject> captures)
    {
        var question = MirrorRules.Ask(null);
        if (options.SensorType != SensorType.Standalone) return MirrorRules.NotStandalone(question);
        if (captures.Count == 0) return MirrorRules.NotCounted(question, "there is no capture adapter to listen on");
        return options.Counter is null ? MirrorRules.NotCounted(question, "this system gives no way to see all traffic of an adapter") : null;
    }

    private async Task CountAsync(
        ServerFact server, Subject capture, Resolved[] controllers, int firstIndex, ProbeWindow<AdapterTestResult>.TargetShare share)
    {
        var time = ProbeTime.Start();
        var question = MirrorRules.Ask(capture);
        var count = new TrafficCount(controllers.Where(controller => controller.Addresses.Count > 0).Select(controller => controller.Addresses));
        using var until = CancellationTokenSource.CreateLinkedTokenSource(Window.Token);

        // The time runs from the first frame that could be seen, not from a moment when the socket was still being made.
        var problem = await options.Counter!.CountAsync(
            capture.Adapter, count, () => until.CancelAfter(TimeSpan.FromSeconds(options.Seconds)), until.Token).ConfigureAwait(false);
        Window.Token.ThrowIfCancellationRequested();
        for (var i = 0; i < controllers.Length; i++)
        {
            var controller = controllers[i];
            var name = controller.Target.Given;
            var finding = controller.Addresses.Count == 0 ? MirrorRules.NoAddress(question, name, controller.Problem)
                : problem.Length > 0 ? MirrorRules.NotCounted(question, problem)
                : MirrorRules.Judge(question, name, count, count.Of(controller.Addresses), options.Seconds);
            var address = controller.Addresses.Count > 0 ? controller.Addresses[0] : null;
            share.Emit(firstIndex + i, Result(server, controller.Target, address, finding, time()));
        }
    }

    private AdapterTestResult Result(ServerFact server, TargetName controller, IPAddress? address, Finding finding, ProbeTime time) =>
        AdapterJudge.Result(server, options.SensorType, finding, controller.Given, address?.ToString() ?? "", time);

    private async Task<Resolved> ResolveAsync(TargetName target)
    {
        if (target.Address is { } literal) return new(target, [literal], "");
        try
        {
            return new(target, await options.Network.ResolveAsync(target.HostName, ResolveMilliseconds, Window.Token).ConfigureAwait(false), "");
        }
        catch (SocketException e)
        {
            return new(target, [], e.SocketErrorCode == SocketError.HostNotFound ? "" : e.Message.TrimEnd('.'));
        }
        catch (TimeoutException e)
        {
            return new(target, [], e.Message);
        }
    }

    private sealed record Resolved(TargetName Target, IReadOnlyList<IPAddress> Addresses, string Problem);
}
