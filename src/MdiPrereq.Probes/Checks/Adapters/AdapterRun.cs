using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Checks.Adapters.Rules;
using MdiPrereq.Checks.Adapters.Traffic;
using MdiPrereq.Checks.Adapters.Wording;
using MdiPrereq.Contract;
using MdiPrereq.Engine;

namespace MdiPrereq.Checks.Adapters;

/// <summary>Tests a machine's adapters from its facts, and whether traffic of controllers is mirrored to this machine.</summary>
internal sealed class AdapterRun(AdapterTestOptions options, IResultSink<AdapterTestResult>? sink = null) : IDisposable
{
    private const int ResolveMilliseconds = 5000;

    public ProbeWindow<AdapterTestResult> Window { get; } = new(1, sink);

    public void StartFacts(ServerFacts facts)
    {
        var rules = AdapterRules.For(facts, options);
        var time = new ProbeTime(facts.Server.TimestampUtc, 0);
        Window.Start(
            rules.Count,
            share =>
            {
                for (var i = 0; i < rules.Count; i++) share.Emit(i, ResultOf(rules[i].JudgeOrFault()));
                return Task.CompletedTask;
            },
            (index, fault) => ResultOf(rules[index].Faulted(fault)));

        AdapterTestResult ResultOf(Finding finding) => Result(facts.Server, facts.Server.ComputerName, null, finding, time);
    }

    /// <summary>Counts the traffic of all controllers at once on each capture adapter: one result a controller and adapter.</summary>
    public void StartTraffic(ServerFacts facts, IReadOnlyList<TargetName> controllers)
    {
        var captures = AdapterRoles.Of(facts, options.SensorType, options.Names).Where(subject => subject.Role == AdapterRole.Capture)
            .ToList();
        var reason = MirrorRules.WhyNot(options, captures.Count);
        Window.Start(
            controllers.Count * (reason is null ? captures.Count : 1),
            share => TestTrafficAsync(facts.Server, captures, controllers, reason, share),
            (index, fault) => Result(
                facts.Server,
                controllers[index % controllers.Count].Given,
                null,
                MirrorRules.NotCounted(
                    AdapterQuestions.MirroredTraffic.Of(captures.ElementAtOrDefault(index / controllers.Count)),
                    new(Fault.Describe(fault))),
                ProbeTime.Now));
    }

    public void Dispose() => Window.Dispose();

    private async Task TestTrafficAsync(
        ServerFact server,
        List<Subject> captures,
        IReadOnlyList<TargetName> controllers,
        Finding? reason,
        ProbeWindow<AdapterTestResult>.TargetShare share)
    {
        if (reason is not null)
        {
            for (var i = 0; i < controllers.Count; i++) share.Emit(i, Result(server, controllers[i].Given, null, reason, ProbeTime.Now));
            return;
        }

        var resolved = await Task.WhenAll(controllers.Select(ResolveAsync)).ConfigureAwait(false);
        await Task.WhenAll(captures.Select((capture, index) =>
            CountAsync(server, capture, resolved, index * controllers.Count, share))).ConfigureAwait(false);
    }

    private async Task CountAsync(
        ServerFact server, Subject capture, Resolved[] controllers, int firstIndex, ProbeWindow<AdapterTestResult>.TargetShare share)
    {
        var time = ProbeTime.Start();
        var question = AdapterQuestions.MirroredTraffic.Of(capture);
        var count = new TrafficCount(controllers.Where(controller => controller.Addresses.Count > 0)
            .Select(controller => controller.Addresses));
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
                : problem is not null ? MirrorRules.NotCounted(question, problem)
                : MirrorRules.Judge(question, name, count, count.Of(controller.Addresses), options);
            var address = controller.Addresses.Count > 0 ? controller.Addresses[0] : null;
            share.Emit(firstIndex + i, Result(server, name, address, finding, time()));
        }
    }

    private AdapterTestResult Result(ServerFact server, string target, IPAddress? address, Finding finding, ProbeTime time) =>
        new(new(target, address?.ToString() ?? "", server.ComputerName, "", time), options.SensorType, finding);

    private async Task<Resolved> ResolveAsync(TargetName target)
    {
        if (target.Address is { } literal) return new(target, [literal], "");
        try
        {
            return new(
                target,
                await options.Network.ResolveAsync(target.HostName, ResolveMilliseconds, Window.Token).ConfigureAwait(false),
                "");
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
