using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Checks.NameResolution;
using MdiPrereq.Engine;
using MdiPrereq.Sample;
using MdiPrereq.Transports;
using Xunit;

namespace MdiPrereq.Tests.Cli;

/// <summary>The demonstration's devices: each is named as it is, by whom it is, and in conflict where it is.</summary>
public class SampleDevicesTests(SampleDevicesTests.NameRun run) : IClassFixture<SampleDevicesTests.NameRun>
{
    /// <summary>The names by NTLM, NetBIOS, RDP and DNS, "-" for none.</summary>
    [Theory]
    [InlineData("192.0.2.101", "ws01.contoso.test WS01 ws01.contoso.test ws01.contoso.test", "ws01.contoso.test", ResolvedBy.Primary, false, Verdict.Pass)]
    [InlineData("192.0.2.102", "- - - mac02.contoso.test", "mac02.contoso.test", ResolvedBy.Secondary, false, Verdict.Warning)]
    [InlineData("192.0.2.103", "- OLD-WS03 ws03.contoso.test ws03.contoso.test", "ws03.contoso.test", ResolvedBy.Secondary, true, Verdict.Warning)]
    [InlineData("192.0.2.104", "- - - ws99.contoso.test", "ws99.contoso.test", ResolvedBy.Secondary, true, Verdict.Fail)]
    [InlineData("192.0.2.105", "- - - -", "", ResolvedBy.None, false, Verdict.Fail)]
    [InlineData("192.0.2.106", "- - - -", "", ResolvedBy.None, false, Verdict.Fail)]

    // A name is looked up as this machine would, with its suffix.
    [InlineData("ws03", "- OLD-WS03 ws03.contoso.test ws03.contoso.test", "ws03.contoso.test", ResolvedBy.Secondary, true, Verdict.Warning)]
    [InlineData("dc01.contoso.test", "dc01.contoso.test DC01 dc01.contoso.test dc01.contoso.test", "dc01.contoso.test", ResolvedBy.Primary, false, Verdict.Pass)]
    public void Is_named_as_it_is(string device, string names, string resolvedName, ResolvedBy resolvedBy, bool conflict, Verdict verdict)
    {
        var result = run.Of(device);
        Assert.Equal(
            names.Split(' '),
            new[] { result.NtlmName, result.NetBiosName, result.RdpName, result.DnsName }.Select(name => name.Length == 0 ? "-" : name));
        Assert.Equal(
            (resolvedName, resolvedBy, conflict, verdict), (result.ResolvedName, result.ResolvedBy, result.Conflict, result.Verdict));
        Assert.Equal(verdict == Verdict.Pass, result.Remediation.Length == 0);
    }

    [Theory]
    [InlineData("192.0.2.104", "The sensor would put this device's activity down to ws99.contoso.test, which leads to 192.0.2.199: ")]
    [InlineData("192.0.2.106", "the reverse zone 2.0.192.in-addr.arpa is there, but it has no record for this address")]
    public void Says_what_is_wrong_with_reverse_dns(string device, string why) => Assert.Contains(why, run.Of(device).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("192.0.2.105", State.Filtered, State.NoReply)]
    [InlineData("192.0.2.106", State.Closed, State.Closed)]
    public void Tells_silent_from_closed(string device, State tcp, State udp)
    {
        var result = run.Of(device);
        Assert.Equal((tcp, udp, tcp), (result.NtlmState, result.NetBiosState, result.RdpState));
    }

    public sealed class NameRun : IDisposable
    {
        private readonly SampleNetwork _network = new();
        private readonly IReadOnlyList<NnrTestResult> _results;

        public NameRun()
        {
            using var run = new NnrRun(new() { Network = _network, TimeoutMilliseconds = 2500 });
            var targets = new[] { SampleDevices.Range, "ws03", "dc01.contoso.test" }.SelectMany(text => TargetBlock.Parse(text).Targets());
            _results = Pumped.From(run.Window, targets.Select(target => (Action)(() => run.Start(target))));
        }

        public NnrTestResult Of(string device) => _results.Single(result => result.ComputerName == device);

        public void Dispose() => _network.Dispose();
    }
}
