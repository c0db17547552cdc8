using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Checks.Adapters;
using MdiPrereq.Checks.Server;
using MdiPrereq.Engine;
using MdiPrereq.Machine;
using MdiPrereq.Sample;
using Xunit;

namespace MdiPrereq.Tests.Checks.Server;

/// <summary>A whole server in the sample network.</summary>
public sealed class ServerRunTests : IDisposable
{
    private readonly SampleNetwork _network = new();

    public void Dispose() => _network.Dispose();

    [Fact]
    public async Task Everything_that_applies_is_tested_in_one_run()
    {
        var (plan, results) = await RunAsync(Options() with { WorkspaceName = SampleCloud.Workspace });
        Assert.Equal(SensorType.Standalone, plan.SensorType);
        Assert.Empty(plan.Problems);
        Assert.Single(plan.Notices);
        Assert.Empty(plan.Doubts);
        Assert.Equal(["dc01.contoso.test", "dc02.contoso.test", "dc03.contoso.test"], plan.Controllers.Select(one => one.Given).Order());
        var ports = results.OfType<PortTestResult>().ToList();
        Assert.All(plan.Controllers, controller => Assert.Contains(ports, port => port.ComputerName == controller.Given && port.RequirementId == "Ldap389"));
        Assert.Contains(ports, port => port.Destination == Destination.DnsServer && port.ComputerName == "192.0.2.10" && port.Verdict == Verdict.Pass);
        Assert.Contains(ports, port => port.Destination == Destination.Localhost);
        Assert.Contains(ports, port => port.Destination == Destination.Sensor);
        Assert.DoesNotContain(ports, port => port.Destination == Destination.CloudService);
        Assert.Contains(results.OfType<CloudTestResult>(), step => step is { Check: CloudCheck.Ping, Verdict: Verdict.Pass });
        Assert.Equal(SampleDevices.Addresses.Count, results.OfType<NnrTestResult>().Count());
        Assert.NotEmpty(results.OfType<AdapterTestResult>());
    }

    [Fact]
    public async Task No_target_hears_of_rows_that_go_to_other_machines()
    {
        var (_, results) = await RunAsync(Options());
        Assert.All(
            results.OfType<PortTestResult>().Where(port => port.ComputerName.EndsWith(".contoso.test", StringComparison.Ordinal)),
            port => Assert.True(port.Destination is Destination.DomainController or Destination.Device));
        var rows = results.OfType<PortTestResult>().Select(port => (port.ComputerName, port.RequirementId, port.Transport)).ToList();
        Assert.Equal(rows.Count, rows.Distinct().Count());
    }

    [Fact]
    public async Task What_is_left_out_is_neither_looked_for_nor_tested()
    {
        foreach (var part in Enum.GetValues<PrerequisitePart>())
        {
            var others = Enum.GetValues<PrerequisitePart>().Where(one => one != part).ToList();
            var (plan, results) = await RunAsync(Options() with { WorkspaceName = SampleCloud.Workspace, Skip = others });
            Assert.NotEmpty(results);
            Assert.Equal(part == PrerequisitePart.Port, plan.Controllers.Count > 0);
            Assert.Equal(part == PrerequisitePart.Nnr, plan.Devices.Count > 0);
            Assert.All(results, result => Assert.Equal(part, PartOf(result)));
        }
    }

    [Fact]
    public async Task Without_a_workspace_the_row_of_the_cloud_says_that_it_was_not_tested()
    {
        var (plan, results) = await RunAsync(Options() with { Skip = [PrerequisitePart.Port, PrerequisitePart.Nnr, PrerequisitePart.CaptureAdapter] });
        var row = Assert.IsType<PortTestResult>(Assert.Single(results));
        Assert.Equal((Destination.CloudService, Verdict.NotTested), (row.Destination, row.Verdict));
        Assert.Single(plan.Doubts);
    }

    [Fact]
    public async Task A_modern_sensor_needs_no_port_and_no_neighbour_is_asked()
    {
        var (plan, results) = await RunAsync(Options() with { SensorType = SensorType.Modern });
        Assert.Empty(plan.Devices);
        Assert.Empty(plan.DnsServers);
        Assert.Equal(3, results.OfType<PortTestResult>().Count(port => port.Verdict == Verdict.NotApplicable && port.ComputerName.EndsWith("contoso.test", StringComparison.Ordinal)));
        Assert.All(results.OfType<AdapterTestResult>(), check => Assert.Equal(Verdict.NotApplicable, check.Verdict));
    }

    [Fact]
    public async Task Adapters_that_cannot_be_read_cost_nothing_else()
    {
        var (plan, results) = await RunAsync(Options() with { ReadAdapters = () => throw new InvalidOperationException("broken") });
        Assert.Equal(ServerProblemKind.AdaptersNotRead, Assert.Single(plan.Problems).Kind);
        Assert.NotEmpty(results.OfType<PortTestResult>());
        Assert.NotEmpty(results.OfType<NnrTestResult>());
    }

    [Fact]
    public async Task A_machine_without_domain_neighbours_and_role_says_what_to_give_and_tests_the_rest()
    {
        var lonely = Options() with
        {
            Machine = _network.Cloud.Machine with { ReadRole = () => new(MachineKind.Workstation, ""), ReadNeighbours = () => [] },
        };
        var (plan, results) = await RunAsync(lonely);
        Assert.Equal(ServerProblemKind.DomainControllersNotFound, Assert.Single(plan.Problems).Kind);
        Assert.Contains("the domain's name", plan.Problems[0].Text);
        Assert.Equal(3, plan.Doubts.Count);
        Assert.Contains(results.OfType<PortTestResult>(), port => port.Destination == Destination.DnsServer);
    }

    [Fact]
    public async Task A_domain_that_does_not_exist_costs_another_none_of_its_controllers()
    {
        var (plan, _) = await RunAsync(Options() with { DomainNames = ["nowhere.test", "contoso.test", "not a domain"] });
        Assert.Equal(3, plan.Controllers.Count);
        Assert.Equal(
            [ServerProblemKind.DomainControllersNotFound, ServerProblemKind.InvalidDomainName], plan.Problems.Select(problem => problem.Kind));
    }

    [Fact]
    public async Task Given_controllers_and_devices_are_tested_in_place_of_found_ones()
    {
        var (plan, results) = await RunAsync(Options() with
        {
            Controllers = [TargetName.Parse("dc01.contoso.test")],
            Devices = [TargetBlock.Parse("192.0.2.101")],
        });
        Assert.Empty(plan.Notices);
        Assert.Single(results.OfType<NnrTestResult>());
        Assert.Single(plan.Controllers);
    }

    private static PrerequisitePart PartOf(CheckResult result) => result switch
    {
        NnrTestResult => PrerequisitePart.Nnr,
        AdapterTestResult => PrerequisitePart.CaptureAdapter,
        CloudTestResult => PrerequisitePart.CloudService,
        PortTestResult { Destination: Destination.CloudService } => PrerequisitePart.CloudService,
        _ => PrerequisitePart.Port,
    };

    private static async Task<(ServerPlan Plan, List<CheckResult> Results)> RunAsync(ServerOptions options)
    {
        var plan = await new ServerPlanner(options).MakeAsync(TestContext.Current.CancellationToken);
        using var run = new ServerRun(options, plan);
        var results = new List<CheckResult>();
        var pump = new ResultPump<CheckResult>(run.Window, results.Add, () => { });
        foreach (var start in run.Starts()) pump.Start(start);
        pump.Finish();
        Assert.Equal("", pump.Loss);
        Assert.Equal(run.Window.Progress.Finished, results.Count);
        return (plan, results);
    }

    private ServerOptions Options() => new()
    {
        Network = _network,
        Machine = _network.Cloud.Machine,
        TimeoutMilliseconds = 1000,
        ReadAdapters = () => FactReader.ForThisMachine().Read(),
    };
}
