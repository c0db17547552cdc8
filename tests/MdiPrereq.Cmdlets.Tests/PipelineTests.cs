using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Sample;
using Xunit;

namespace MdiPrereq.Tests.Cmdlets;

/// <summary>What can be piped in, by value and by property name, and what comes out.</summary>
public class PipelineTests(Sample sample) : IClassFixture<Sample>
{
    private const string OneRow = " | Test-MdiPort -Id Gc3268 -TimeoutMilliseconds 300 | ForEach-Object ComputerName";

    [Fact]
    public void A_healthy_controller_passes_row_by_row()
    {
        var outcome = sample.Session.Run("Test-MdiPort dc01.contoso.test -SensorType Standalone");
        Assert.Empty(outcome.Errors);
        Assert.Equal(13, outcome.Output.Count);
        Assert.All(outcome.Each("Verdict"), verdict => Assert.Equal("Pass", verdict));
        Assert.All(outcome.Each("SourceAddress"), address => Assert.Equal("192.0.2.100", address));
    }

    [Fact]
    public void A_lying_controller_passes_nothing() =>
        Assert.DoesNotContain(
            "True",
            sample.Session.Run("Test-MdiPort dc03.contoso.test -SensorType Standalone -TimeoutMilliseconds 300").Each("Verified"));

    [Theory]
    [InlineData("'dc01.contoso.test', 'dc03.contoso.test'")]
    [InlineData("[pscustomobject]@{ ComputerName = 'dc01.contoso.test' }, [pscustomobject]@{ ComputerName = 'dc03.contoso.test' }")]
    [InlineData("@{ Name = 'A'; DNSHostName = 'dc01.contoso.test' }, @{ Name = 'B'; DNSHostName = 'dc03.contoso.test' } | ForEach-Object { [pscustomobject]$_ }")]
    [InlineData("[pscustomobject]@{ HostName = 'dc01.contoso.test' }, [pscustomobject]@{ CN = 'dc03.contoso.test' }")]
    public void Names_are_taken_from(string input) =>
        Assert.Equal(["dc01.contoso.test", "dc03.contoso.test"], Sorted(sample.Session.Run(input + OneRow)));

    [Theory]
    [InlineData("[ipaddress]'192.0.2.10', [ipaddress]'192.0.2.30'")]
    [InlineData("[pscustomobject]@{ IPAddress = [ipaddress]'192.0.2.10' }, [pscustomobject]@{ IPAddress = '192.0.2.30' }")]
    [InlineData("[pscustomobject]@{ IPv4Address = [ipaddress]'192.0.2.10' }, [pscustomobject]@{ IPv4Address = [ipaddress]'192.0.2.30' }")]
    public void Addresses_are_taken_from(string input) =>
        Assert.Equal(["192.0.2.10", "192.0.2.30"], Sorted(sample.Session.Run(input + OneRow)));

    [Fact]
    public void Rows_that_are_piped_in_are_tested_each()
    {
        var outcome = sample.Session.Run("Get-MdiRequiredPort Standalone | Test-MdiPort -ComputerName dc01.contoso.test");
        Assert.Empty(outcome.Errors);
        Assert.Equal(sample.Session.Run("Get-MdiRequiredPort Standalone").Output.Count, outcome.Output.Count);
    }

    [Fact]
    public void Results_that_are_piped_back_in_test_those_rows_again()
    {
        var outcome = sample.Session.Run("""
            $first = Test-MdiPort dc01.contoso.test, dc03.contoso.test -Id Ldap389, Gc3268 -TimeoutMilliseconds 300
            $again = $first | Where-Object Verdict -NE Pass | Test-MdiPort -TimeoutMilliseconds 300
            , @($first | Where-Object Verdict -NE Pass)
            , @($again)
            """);
        var (first, again) = ((object[])outcome.Output[0].BaseObject, (object[])outcome.Output[1].BaseObject);
        Assert.Equal(Sorted(first.Select(one => $"{one}")), Sorted(again.Select(one => $"{one}")));
        Assert.All(again, one => Assert.Contains("dc03.contoso.test", $"{one}", StringComparison.Ordinal));
        Assert.NotEmpty(again);
    }

    // As they come back from Invoke-Command: property bags with the type's name.
    [Fact]
    public void Results_that_came_through_remoting_can_be_piped_in_too()
    {
        var outcome = sample.Session.Run("""
            $type = [System.Management.Automation.PSSerializer]
            $through = { $type::Deserialize($type::Serialize($_)) }
            Test-MdiPort dc01.contoso.test -Id Gc3268 | ForEach-Object $through | Test-MdiPort
            Test-MdiNnr 192.0.2.101 -TimeoutMilliseconds 500 | ForEach-Object $through | Measure-MdiNnr
            """);
        Assert.Empty(outcome.Errors);
        Assert.Equal("Gc3268", outcome.Each("RequirementId").First());
        Assert.Contains("Ntlm", outcome.Each("Method"));
    }

    [Fact]
    public void Devices_are_named_and_measured()
    {
        var outcome = sample.Session.Run(
            "Test-MdiNnr $args[0] -TimeoutMilliseconds 500 -OutVariable devices | Measure-MdiNnr; $devices", SampleDevices.Range);
        Assert.Empty(outcome.Errors);
        var devices = outcome.Of<NnrTestResult>();
        Assert.Equal(6, devices.Count);
        Assert.Equal("ws01.contoso.test", devices.Single(one => one.ComputerName == "192.0.2.101").ResolvedName);
        Assert.True(devices.Single(one => one.ComputerName == "192.0.2.103").Conflict);
        Assert.All(outcome.Of<NnrMeasure>(), measure => Assert.Equal(6, measure.Devices));
    }

    [Fact]
    public void The_cloud_service_is_reached_through_the_proxy_of_the_machine()
    {
        var outcome = sample.Session.Run($"'{SampleCloud.Workspace}' | Test-MdiCloudService");
        Assert.Empty(outcome.Errors);
        Assert.Equal(Verdict.Pass, outcome.Of<CloudTestResult>().Single(step => step.Check == CloudCheck.Ping).Verdict);
    }

    [Fact]
    public void A_domains_controllers_are_found_by_their_records()
    {
        var outcome = sample.Session.Run("Test-MdiPort -DomainName contoso.test -Id Gc3268 -TimeoutMilliseconds 300 -Verbose");
        Assert.Equal(["dc01.contoso.test", "dc02.contoso.test", "dc03.contoso.test"], Sorted(outcome.Each("ComputerName")));
        Assert.Contains(outcome.Verbose, line => line.Contains("dc02.contoso.test", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Test-MdiPort dc01.contoso.test -Id Gc3268 -SensorType Standalone -Quiet", true)]
    [InlineData(
        "Test-MdiPort dc01.contoso.test, dc03.contoso.test -Id Gc3268 -SensorType Standalone -TimeoutMilliseconds 300 -Quiet", false)]
    [InlineData("Test-MdiPort dc01.contoso.test, 10.0.0.300 -Id Gc3268 -Quiet -ErrorAction Ignore", false)]
    [InlineData("@() | Test-MdiPort -Quiet", false)]
    [InlineData("Test-MdiNnr 192.0.2.101 -TimeoutMilliseconds 500 -Quiet", true)]
    [InlineData("Test-MdiNnr 192.0.2.105 -TimeoutMilliseconds 300 -Quiet", false)]
    [InlineData("Test-MdiCloudService contoso -Quiet", true)]
    [InlineData("Test-MdiCloudService contoso -NoProxy -TimeoutMilliseconds 300 -Quiet", false)]
    public void Quiet_gives_one_boolean(string script, bool expected) =>
        Assert.Equal(expected, sample.Session.Run(script).Output.Single().BaseObject);

    private static IEnumerable<string> Sorted(Outcome outcome)
    {
        Assert.Empty(outcome.Errors);
        return Sorted(outcome.Output.Select(one => $"{one}"));
    }

    private static IEnumerable<string> Sorted(IEnumerable<string> texts) => texts.Order(StringComparer.Ordinal);
}
