using System.Linq;
using System.Management.Automation;
using MdiPrereq.Machine;
using Xunit;

namespace MdiPrereq.Tests.Cmdlets;

/// <summary>Test-MdiPrerequisite: a whole server in one command, in the sample network.</summary>
public class PrerequisiteTests(Sample sample) : IClassFixture<Sample>
{
    private const string Test = "Test-MdiPrerequisite -WorkspaceName contoso -TimeoutMilliseconds 1000";

    [Fact]
    public void The_server_is_tested_as_what_it_is_by_all_checks()
    {
        var outcome = sample.Session.Run(Test + " -Verbose");
        Assert.Empty(outcome.Errors);
        Assert.Contains("Name resolution is tested on", Assert.Single(outcome.Warnings));
        Assert.Contains(outcome.Verbose, text => text.StartsWith("This machine is a server of contoso.test. What a Standalone sensor", System.StringComparison.Ordinal));
        Assert.NotEmpty(outcome.Of<PortTestResult>());
        Assert.NotEmpty(outcome.Of<NnrTestResult>());
        Assert.NotEmpty(outcome.Of<CloudTestResult>());
        Assert.NotEmpty(outcome.Of<AdapterTestResult>());
        Assert.All(outcome.Of<PortTestResult>(), result => Assert.Equal(SensorType.Standalone, result.SensorType));
        Assert.All(outcome.Output, one => Assert.Equal("MdiPrereq.PrerequisiteResult", one.TypeNames[0]));
    }

    [Fact]
    public void Quiet_is_true_only_when_all_was_tested_and_nothing_fails()
    {
        const string Good = "Test-MdiPrerequisite -ComputerName dc01.contoso.test -NnrTarget 192.0.2.101 -Skip CloudService, CaptureAdapter -Quiet";
        Assert.Equal("True", $"{sample.Session.Run(Good).Output[0]}");
        Assert.Equal("False", $"{sample.Session.Run(Good.Replace("dc01", "dc03") + " -TimeoutMilliseconds 500").Output[0]}");
        Assert.Equal("False", $"{sample.Session.Run(Good.Replace("-ComputerName dc01.contoso.test", "-DomainName nowhere.test")).Output[0]}");
        Assert.Equal("False", $"{sample.Session.Run(Good.Replace("CloudService, CaptureAdapter", "CaptureAdapter")).Output[0]}");
    }

    [Fact]
    public void What_makes_no_sense_is_an_error_and_costs_nothing_else()
    {
        var outcome = sample.Session.Run(
            "Test-MdiPrerequisite -ComputerName dc01.contoso.test, 'a b' -NnrTarget '1.2.3.4/99' -DomainName '1.2.3.4' -Skip CloudService -TimeoutMilliseconds 1000");
        Assert.Equal(
            ["InvalidComputerName", "InvalidComputerName", "InvalidDomainName"],
            outcome.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Contains(outcome.Of<PortTestResult>(), result => result.ComputerName == "dc01.contoso.test");
        Assert.Empty(outcome.Of<NnrTestResult>());
        Assert.NotEmpty(outcome.Of<AdapterTestResult>());
    }

    [Fact]
    public void A_workspace_that_makes_no_sense_ends_it()
    {
        var outcome = sample.Session.Run("Test-MdiPrerequisite -WorkspaceName 'https://contoso'");
        Assert.True(outcome.Ended);
        Assert.StartsWith("InvalidWorkspaceName", outcome.Errors[0].FullyQualifiedErrorId);
    }

    [Fact]
    public void A_workstation_is_no_place_for_a_sensor()
    {
        var machine = sample.Network.Cloud.Machine with { ReadRole = () => new(MachineKind.Workstation, "contoso.test") };
        using var session = new Session(new(sample.Network, machine));
        var outcome = session.Run("Test-MdiPrerequisite -Skip Nnr, CloudService, CaptureAdapter -TimeoutMilliseconds 500");
        Assert.Contains("No sensor can be installed here", Assert.Single(outcome.Warnings));
        Assert.All(outcome.Of<PortTestResult>(), result => Assert.Equal(SensorType.Classic, result.SensorType));
    }

    [Fact]
    public void A_stop_ends_it()
    {
        var outcome = sample.Session.RunAndStop(Test + " -NnrTarget 192.0.2.0/24");
        Assert.True(outcome.Output.Count < 256);
    }

    [Fact]
    public void Results_go_on_to_the_cmdlets_that_know_their_types()
    {
        var outcome = sample.Session.Run("""
            $results = Test-MdiPrerequisite -NnrTarget 192.0.2.101-192.0.2.106 -Skip Port, CloudService, CaptureAdapter -TimeoutMilliseconds 500
            $results | Measure-MdiNnr
            """);
        Assert.Empty(outcome.Errors);
        Assert.All(outcome.Of<NnrMeasure>(), measure => Assert.Equal(6, measure.Devices));
    }

    [Fact]
    public void Its_results_have_one_view_and_their_types() => Assert.Equal(
        typeof(PortTestResult).FullName,
        ((PSObject)sample.Session.Run("Test-MdiPrerequisite -Skip Nnr, CloudService, CaptureAdapter -TimeoutMilliseconds 500").Output[0]).TypeNames[1]);
}
