using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Checks.Adapters;
using MdiPrereq.Checks.Adapters.Rules;
using MdiPrereq.Checks.Cloud;
using MdiPrereq.Checks.NameResolution;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Engine;
using MdiPrereq.Tests.Checks.Adapters;
using MdiPrereq.Transports;
using Xunit;

namespace MdiPrereq.Tests.Engine;

/// <summary>A defect of ours, wherever it strikes: every announced result comes, names the fault, and cannot be taken for a yes.</summary>
public class LostResultTests
{
    [Fact]
    public void Every_port_row_is_delivered()
    {
        using var run = new PortRun(new() { Network = new BrokenNetwork() });
        var rows = PortTestPlan.ForFilter(new() { SensorType = [SensorType.Classic] }, workspaceIsKnown: false).TargetRows;
        run.Start(TargetName.Parse("192.0.2.1"), rows);
        var results = Drain(run.Window);
        Assert.Equal(
            rows.Select(row => row.ToString()).Order(),
            results.Select(result => $"{result.RequirementId} ({result.Transport.ToString().ToUpperInvariant()} {result.Port})").Order());
        Assert.All(results, result =>
        {
            Assert.Equal((State.NotTested, Reason.Error, Verdict.NotTested), (result.State, result.Reason, result.Verdict));
            Assert.Contains(nameof(ArithmeticException), result.Message, StringComparison.Ordinal);
            Assert.True(result.SpoilsCompliance);
        });
    }

    [Fact]
    public void Every_device_is_delivered()
    {
        using var run = new NnrRun(new() { Network = new BrokenNetwork() });
        run.Start(TargetName.Parse("192.0.2.1"));
        var result = Assert.Single(Drain(run.Window));
        Assert.Equal((Verdict.NotTested, State.NotTested, Reason.Error), (result.Verdict, result.NtlmState, result.NtlmReason));
        Assert.Contains(nameof(ArithmeticException), result.Message, StringComparison.Ordinal);
        Assert.True(result.SpoilsCompliance);
    }

    [Theory]
    [InlineData(CloudEnvironment.Commercial)]
    [InlineData(CloudEnvironment.Gcc)]
    public void Every_cloud_step_is_delivered(CloudEnvironment cloud)
    {
        using var run = new CloudRun(
            new()
            {
                Network = new BrokenNetwork(),
                Machine = new() { ReadProxy = () => throw new ArithmeticException("by a malformed file") },
            });
        run.Start("contoso", cloud);
        var results = Drain(run.Window);
        Assert.Equal((7 * CloudZone.Of(cloud).Count) + 1 + DownloadUrl.All.Count, results.Count);
        Assert.Equal(results.Count, results.Select(result => (result.ComputerName, result.Check)).Distinct().Count());
        Assert.All(results, result =>
        {
            Assert.Equal((Verdict.NotTested, CloudReason.Error), (result.Verdict, result.Reason));
            Assert.Contains(nameof(ArithmeticException), result.Message, StringComparison.Ordinal);
            Assert.True(result.SpoilsCompliance);
        });
    }

    // A fault in a rule costs that check only; the others stand.
    [Fact]
    public void Every_adapter_check_is_delivered()
    {
        var facts = Facts.With(Facts.Management, Facts.Capture);
        var rules = AdapterRules.For(facts, new() { SensorType = SensorType.Standalone });
        var broken = rules[0] with { Answer = _ => throw new ArithmeticException() };
        var finding = broken.JudgeOrFault();
        Assert.Equal((rules[0].Question, Verdict.NotTested), (finding.Question, finding.Verdict));
        Assert.Contains(nameof(ArithmeticException), finding.Message, StringComparison.Ordinal);

        using var run = new AdapterRun(new() { SensorType = SensorType.Standalone });
        run.StartFacts(new(facts.Server, [Facts.Management, Facts.Capture with { Gateways = null! }]));
        var results = Drain(run.Window);
        Assert.Contains(
            results,
            result => result.Check == "NoGateway" && result.Message.Contains(nameof(ArgumentNullException), StringComparison.Ordinal));
        Assert.Equal(rules.Select(rule => rule.Question.Check), results.Select(result => result.Check));
        Assert.Contains(results, result => result.Verdict == Verdict.Pass);
    }

    private static List<T> Drain<T>(ProbeWindow<T> window)
    {
        var results = new List<T>();
        while (!window.IsIdle)
        {
            if (window.TryTake(out var result, 20)) results.Add(result);
        }

        Assert.Equal(0, window.Undelivered);
        return results;
    }

    private sealed class BrokenNetwork : Network
    {
        public override Task<IPAddress[]> ResolveAsync(string hostName, int timeoutMilliseconds, CancellationToken run) =>
            throw new ArithmeticException();

        public override IPEndPoint? Route(IPEndPoint remote, Transport transport) => throw new ArithmeticException();

        public override IPAddress SourceAddressFor(IPAddress remote) => throw new ArithmeticException();

        public override IReadOnlyList<IPAddress> DnsServers() => throw new ArithmeticException();
    }
}
