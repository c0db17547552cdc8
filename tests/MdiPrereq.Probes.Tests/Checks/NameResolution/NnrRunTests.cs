using System.Collections.Generic;
using System.Net;
using MdiPrereq.Checks.NameResolution;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Engine;
using MdiPrereq.Tests.Transports;
using MdiPrereq.Transports;
using Xunit;

namespace MdiPrereq.Tests.Checks.NameResolution;

/// <summary>What the run makes of devices that are closed by every method; those that answer are in the sample network's tests.</summary>
public class NnrRunTests
{
    [Fact]
    public void A_name_without_an_address_gives_a_result()
    {
        using var network = new FakeDnsNetwork().With("10.0.0.53", FakeDnsNetwork.Zone());
        var result = Run(new() { Network = network }, "pc7.contoso.test");
        Assert.Equal(
            ("pc7.contoso.test", "", State.NameNotResolved, Verdict.Fail),
            (result.ComputerName, result.RemoteAddress, result.NtlmState, result.Verdict));
        Assert.NotEmpty(result.Remediation);
    }

    [Fact]
    public void A_name_is_asked_at_its_address()
    {
        using var network = new FakeDnsNetwork().With("10.0.0.53", FakeDnsNetwork.Zone("pc7.contoso.test A 10.1.2.7"));
        var result = Run(new() { Network = network }, "pc7.contoso.test");
        Assert.Equal(("pc7.contoso.test", "10.1.2.7", "10.0.0.100"), (result.ComputerName, result.RemoteAddress, result.SourceAddress));
        Assert.Equal(
            (State.Closed, State.Closed, State.Closed, State.Open),
            (result.NtlmState, result.NetBiosState, result.RdpState, result.DnsState));
        Assert.Equal((ResolvedBy.None, Verdict.Fail), (result.ResolvedBy, result.Verdict));
    }

    [Fact]
    public void Only_the_chosen_methods_are_used()
    {
        using var network = new FakeDnsNetwork();
        var result = Run(new() { Network = network, Methods = [NnrMethod.Rdp] }, "10.1.2.7");
        Assert.Equal(
            (State.NotTested, State.NotTested, State.Closed, State.NotTested),
            (result.NtlmState, result.NetBiosState, result.RdpState, result.DnsState));
        Assert.Equal(Verdict.Fail, result.Verdict);
    }

    [Fact]
    public void NetBios_does_not_exist_for_IPv6_and_to_ask_nothing_is_no_failure()
    {
        using var network = new FakeDnsNetwork();
        var result = Run(new() { Network = network, Methods = [NnrMethod.NetBios] }, "2001:db8::7");
        Assert.Equal(
            (State.NotTested, Reason.NotApplicable, Verdict.NotTested), (result.NetBiosState, result.NetBiosReason, result.Verdict));
        Assert.Contains("NetBIOS knows no IPv6", result.Message);
        Assert.True(result.SpoilsCompliance);
    }

    [Fact]
    public void A_source_address_of_the_other_IP_version_cannot_reach_the_device()
    {
        using var network = new FakeDnsNetwork();
        var result = Run(
            new() { Network = network, SourceAddress = IPAddress.Loopback, Methods = [NnrMethod.Ntlm, NnrMethod.Rdp] }, "2001:db8::7");
        Assert.Equal(
            (State.Unreachable, Reason.NetworkUnreachable, State.NotTested), (result.NtlmState, result.NtlmReason, result.NetBiosState));
        Assert.Contains("127.0.0.1 is of the other IP version", result.Message);
    }

    [Fact]
    public void Nothing_applies_to_a_Modern_sensor_and_nothing_is_sent()
    {
        using var network = new FakeDnsNetwork().With("10.0.0.53", FakeDnsNetwork.Zone());
        var result = Run(new() { Network = network, SensorType = SensorType.Modern }, "pc7.contoso.test");
        Assert.Equal(
            (Verdict.NotApplicable, ResolvedBy.None, "", State.NotTested),
            (result.Verdict, result.ResolvedBy, result.Remediation, result.NtlmState));
        Assert.Equal(0, network.RequestsTo("10.0.0.53"));
    }

    [Fact]
    public void What_a_stop_cut_off_gives_no_result()
    {
        using var network = new FakeDnsNetwork().With("10.0.0.53", _ => null);
        using var run = new NnrRun(new() { Network = network, TimeoutMilliseconds = 60_000 });
        run.Start(TargetName.Parse("10.1.2.7"));
        Assert.False(run.Window.TryTake(out _, 200));
        run.Window.Cancel(5_000);
        Assert.True(run.Window.IsIdle);
    }

    [Fact]
    public void A_block_gives_one_result_for_each_address()
    {
        using var network = new FakeDnsNetwork().With("10.0.0.53", FakeDnsNetwork.Zone());
        using var run = new NnrRun(new() { Network = network });
        Assert.True(TargetBlock.TryParse("10.1.2.0/26", out var block, out _));
        foreach (var target in block!.Targets()) run.Start(target);
        var seen = new HashSet<string>();
        while (!run.Window.IsIdle)
        {
            if (run.Window.TryTake(out var result, 50)) Assert.True(seen.Add(result.RemoteAddress));
        }

        Assert.Equal(64, seen.Count);
    }

    private static NnrTestResult Run(NnrOptions options, string target)
    {
        using var run = new NnrRun(options);
        run.Start(TargetName.Parse(target));
        Assert.True(run.Window.TryTake(out var result, 10_000));
        return result;
    }
}
