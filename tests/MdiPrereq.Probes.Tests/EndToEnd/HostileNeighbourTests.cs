using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>A result depends on its own target and row alone: the same with hostile neighbours and without.</summary>
[Collection(Lab.Name)]
public class HostileNeighbourTests(Lab lab)
{
    private const int TimeoutMilliseconds = 3000;

    private static readonly string[] Said = ["State", "Reason", "Verified", "RemoteName", "CertificateSubject"];

    private static readonly string[] Named =
        ["ResolvedName", "ResolvedBy", "Conflict", "NtlmState", "NtlmName", "NetBiosState", "NetBiosName", "RdpState", "RdpName", "Verdict"];

    // The eight stand in the middle: 100 hostile hosts are asked before them, 100 after.
    private static IEnumerable<string> Crowd => [.. Neighbours.Poisoned.Take(100), .. Neighbours.Healthy, .. Neighbours.Poisoned.Skip(100)];

    [Theory]
    [InlineData("DnsServer,DomainController", 80)]
    [InlineData("Device", 24)]
    public async Task Eight_healthy_hosts_answer_the_same_beside_200_hostile_ones(string rows, int count)
    {
        Assert.SkipWhen(lab.Missing.Length > 0, lab.Missing);
        string[] options =
        [
            "--sensor-type",
            "Standalone",
            "--destination",
            rows,
            "--throttle",
            "4096",
            "--timeout",
            TimeoutMilliseconds.ToString(CultureInfo.InvariantCulture),
        ];
        var alone = await ToolRun.InSensorAsync(["test", .. Neighbours.Healthy, .. options]);
        Assert.Equal(count, alone.Rows.Count(row => ToolRun.Text(row, "Verified") == "True"));

        var fetched = await Neighbours.FetchedAsync();
        var beside = await ToolRun.InSensorAsync(["test", .. Crowd, .. options]);
        fetched = await Neighbours.FetchedAsync() - fetched;
        var healthy = beside.Rows.Where(row => Neighbours.Healthy.Contains(ToolRun.Text(row, "ComputerName"))).ToList();
        Assert.Multiple(
            () => Assert.Equal(alone.Of(Neighbours.Healthy, Said), beside.Of(Neighbours.Healthy, Said)),
            () => Assert.Equal(count / 8 * 208, beside.Rows.Count),
            () => Assert.Equal(0, fetched),
            () => Assert.InRange(ToolRun.Span(beside.Rows, healthy).TotalMilliseconds, 0, 1.1 * TimeoutMilliseconds));
    }

    [Fact]
    public async Task Eight_healthy_devices_are_named_the_same_beside_200_hostile_ones_and_a_deaf_dns_server()
    {
        Assert.SkipWhen(lab.Missing.Length > 0, lab.Missing);
        var alone = await ToolRun.InSensorAsync(["nnr", .. Neighbours.Healthy, "--dns-server", "10.77.0.53"]);
        Assert.All(alone.Rows, row => Assert.Equal("Pass", ToolRun.Text(row, "Verdict")));

        var fetched = await Neighbours.FetchedAsync();
        var beside = await ToolRun.InSensorAsync(["nnr", .. Crowd, "--dns-server", Neighbours.DeafDns, "--throttle", "4096"]);
        fetched = await Neighbours.FetchedAsync() - fetched;
        Assert.Multiple(
            () => Assert.Equal(alone.Of(Neighbours.Healthy, Named), beside.Of(Neighbours.Healthy, Named)),
            () => Assert.Equal(208, beside.Rows.Count),
            () => Assert.Equal(0, fetched));
    }

    [Fact]
    public async Task Tarpits_and_floods_change_no_neighbours_result()
    {
        Assert.SkipWhen(lab.Missing.Length > 0, lab.Missing);
        string[] tormentors = [Neighbours.LongChain, Neighbours.Tarpit, Neighbours.Flood, Neighbours.Constant, "10.77.0.69", "10.77.0.70"];
        var alone = await ToolRun.InSensorAsync(["test", .. Neighbours.Healthy, "--sensor-type", "Standalone"]);
        var beside = await ToolRun.InSensorAsync(["test", .. tormentors, .. Neighbours.Healthy, "--sensor-type", "Standalone"]);
        Assert.Equal(104, alone.Rows.Count(row => ToolRun.Text(row, "Verified") == "True"));
        Assert.Equal(alone.Of(Neighbours.Healthy, Said), beside.Of(Neighbours.Healthy, Said));
        Assert.Equal((8 + tormentors.Length) * 13, beside.Rows.Count);
    }

    [Fact]
    public async Task A_chain_of_200_certificates_does_not_cost_the_answer_that_came_before_it()
    {
        Assert.SkipWhen(lab.Missing.Length > 0, lab.Missing);
        var run = await ToolRun.InSensorAsync("test", Neighbours.LongChain, "--sensor-type", "Standalone", "--id", "NnrRdp3389");
        Assert.Equal(
            [$"{Neighbours.LongChain} NnrRdp3389 Tcp Open ProtocolReply True"],
            run.Of([Neighbours.LongChain], "State", "Reason", "Verified"));
    }

    // No platform shakes hands behind such a chain without building it, and some refuse: then nothing of LDAP was seen, but TLS was.
    [Theory]
    [InlineData("Ldaps636")]
    [InlineData("GcSsl3269")]
    public async Task A_chain_of_200_certificates_is_what_the_host_said_and_no_error_of_ours(string row)
    {
        Assert.SkipWhen(lab.Missing.Length > 0, lab.Missing);
        var run = await ToolRun.InSensorAsync("test", Neighbours.LongChain, "--sensor-type", "Standalone", "--id", row);
        Assert.Equal([$"{Neighbours.LongChain} {row} Tcp Open"], run.Of([Neighbours.LongChain], "State"));
        Assert.Contains(ToolRun.Text(Assert.Single(run.Rows), "Reason"), new[] { "ProtocolReply", "UnexpectedReply" });
    }

    [Theory]
    [InlineData("Kerberos88", "Tcp")]
    [InlineData("Kerberos88", "Udp")]
    [InlineData("NnrNetBios137", "Udp")]
    public async Task Bytes_that_are_the_same_for_everybody_prove_nothing(string row, string transport)
    {
        Assert.SkipWhen(lab.Missing.Length > 0, lab.Missing);
        var run = await ToolRun.InSensorAsync(
            "test", Neighbours.Constant, "--sensor-type", "Standalone", "--id", row, "--transport", transport, "--timeout", "1000");
        Assert.Equal([$"{Neighbours.Constant} {row} {transport} False"], run.Of([Neighbours.Constant], "Verified"));
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task Answers_full_of_pointers_delay_no_other_answer()
    {
        Assert.SkipWhen(lab.Missing.Length > 0, lab.Missing);
        var devices = Neighbours.Silent(128).ToList();
        var run = await ToolRun.InSensorAsync(["nnr", .. devices, "--method", "Dns", "--dns-server", Neighbours.PointerDns]);
        Assert.Equal(
            devices.Select(device => $"{device}   Open ProtocolReply").Order(StringComparer.Ordinal),
            run.Of(devices, "DnsState", "DnsReason"));
    }

    [Fact]
    public async Task Dead_names_do_not_keep_living_ones_from_being_asked()
    {
        Assert.SkipWhen(lab.Missing.Length > 0, lab.Missing);
        var dead = Enumerable.Range(1, 32).Select(i => string.Create(CultureInfo.InvariantCulture, $"dead{i}.hostile.test"));
        var living = Enumerable.Range(1, 8).Select(i => string.Create(CultureInfo.InvariantCulture, $"dc{i}.hostile.test")).ToList();
        var run = await ToolRun.InAsync(
            "mdi-sensor",
            ToolRun.WithDnsServer(Neighbours.HalfDeafDns),
            ["test", .. dead, .. living, "--sensor-type", "Standalone", "--id", "Ldap389", "--transport", "Tcp", "--timeout", TimeoutMilliseconds.ToString(CultureInfo.InvariantCulture)]);
        Assert.Equal(40, run.Rows.Count);
        Assert.Equal(living.Select(name => $"{name} Ldap389 Tcp Open True"), run.Of(living, "State", "Verified"));

        // One timeout is what the dead may cost the living; the rest is for a busy machine.
        var answered = run.Rows.Where(row => living.Contains(ToolRun.Text(row, "ComputerName")));
        Assert.InRange(ToolRun.Span(run.Rows, answered).TotalMilliseconds, 0, 1.3 * TimeoutMilliseconds);
    }
}
