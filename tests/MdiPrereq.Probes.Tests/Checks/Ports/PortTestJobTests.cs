using System.Linq;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Engine;
using MdiPrereq.Machine;
using MdiPrereq.Sample;
using MdiPrereq.Tests.Cli;
using Xunit;

namespace MdiPrereq.Tests.Checks.Ports;

/// <summary>Which rows are tested against which targets: the same for cmdlet, tool and compliance suite.</summary>
public class PortTestJobTests
{
    [Fact]
    public void Without_a_target_the_local_rows_are_about_this_machine()
    {
        var plan = Plan(new() { SensorType = [SensorType.Classic], Destination = [Destination.Localhost, Destination.DomainController] });
        Assert.Equal([LocalMachine.Name], Run(plan, null).Select(result => result.ComputerName).Distinct());
        Assert.All(Run(plan, null), result => Assert.Equal(Destination.Localhost, result.Destination));
    }

    [Theory]
    [InlineData(SensorType.Modern, 2)]
    [InlineData(SensorType.Classic, 0)]
    public void Only_a_sensor_without_ports_has_targets_to_which_nothing_applies(SensorType sensorType, int results)
    {
        var found = Run(
            Plan(new() { SensorType = [sensorType], Port = sensorType == SensorType.Modern ? null : [1] }), "192.0.2.10", "192.0.2.20");
        Assert.Equal(results, found.Count);
        Assert.All(found, result => Assert.Equal((Verdict.NotApplicable, sensorType), (result.Verdict, result.SensorType)));
    }

    // Targets that are piped in come one by one, each with a job of its own.
    [Fact]
    public void The_cloud_is_tested_once_in_a_run()
    {
        var plan = Plan(new() { SensorType = [SensorType.Classic], Id = ["Cloud443"] });
        using var run = new PortRun(new());
        var starts = new PortTestJob(plan, [TargetName.Parse("192.0.2.10")]).Starts(run).Concat(
            new PortTestJob(plan, [TargetName.Parse("192.0.2.20")]).Starts(run));
        Assert.Single(Pumped.From(run.Window, starts));
    }

    [Fact]
    public void Results_stand_by_target_and_row_in_the_order_in_which_both_were_given()
    {
        var plan = Plan(new() { SensorType = [SensorType.Standalone], Id = ["Gc3268", "Ldap389"] });
        var job = new PortTestJob(plan, [TargetName.Parse("192.0.2.20"), TargetName.Parse("192.0.2.10")]);
        using var network = new SampleNetwork();
        using var run = new PortRun(new() { Network = network, TimeoutMilliseconds = 300 });
        var results = Pumped.From(run.Window, job.Starts(run));
        Assert.Equal(3, job.ResultsOf("192.0.2.10"));
        Assert.Equal(
            new[] { "192.0.2.20", "192.0.2.10" }.SelectMany(host => plan.TargetRows.Select(row => $"{host} {row.Id} {row.Transport}")),
            job.InOrder(results.Reverse()).Select(result => $"{result.ComputerName} {result.RequirementId} {result.Transport}"));
    }

    private static PortTestPlan Plan(RequirementFilter filter) => PortTestPlan.ForFilter(filter, workspaceIsKnown: false);

    private static System.Collections.Generic.IReadOnlyList<PortTestResult> Run(PortTestPlan plan, params string[]? targets)
    {
        using var run = new PortRun(new() { TimeoutMilliseconds = 300 });
        return Pumped.From(run.Window, new PortTestJob(plan, targets?.Select(TargetName.Parse)).Starts(run));
    }
}
