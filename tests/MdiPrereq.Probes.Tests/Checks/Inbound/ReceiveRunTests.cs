using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using MdiPrereq.Checks.Inbound;
using MdiPrereq.Engine;
using Xunit;

namespace MdiPrereq.Tests.Checks.Inbound;

/// <summary>Whole runs on loopback, on ports that any user may have.</summary>
public sealed class ReceiveRunTests
{
    private static readonly InboundRows Ports = new() { RadiusPort = FreePort.Take(), SyslogPort = FreePort.Take() };

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task A_probe_of_each_row_arrives(string address)
    {
        if (address.Contains(':') && !Socket.OSSupportsIPv6) return;
        var results = await ReceiveAsync(Ports, () =>
        {
            InboundSender.Radius(address, Ports.RadiusPort, "Radius1813");
            InboundSender.Syslog(address, Ports.SyslogPort, Transport.Udp);
            InboundSender.Syslog(address, Ports.SyslogPort, Transport.Tcp);
        });
        var arrivals = results.OfType<ProbeArrival>().Where(arrival => arrival.SeenBy == ProbeListening.Listener).ToList();
        Assert.Equal(
            ["RADIUS Accounting-Request", "syslog (RFC 5424)", "syslog (RFC 5424)"], arrivals.Select(arrival => arrival.Format).Order());
        Assert.All(arrivals, arrival => Assert.Equal((address, address, false, false, 1), (
            arrival.RemoteAddress, arrival.SourceAddress, arrival.IsTranslated, arrival.IsCopy, arrival.Attempt)));
        Assert.All(results.OfType<ProbeReception>(), reception => Assert.Equal((Verdict.Pass, 1), (reception.Verdict, reception.Probes)));
    }

    [Fact]
    public async Task Each_row_has_one_reception_and_they_come_last()
    {
        var results = await ReceiveAsync(Ports, () => InboundSender.Radius("127.0.0.1", Ports.RadiusPort, "Radius1813"));
        Assert.IsType<ProbeArrival>(results[0]);
        Assert.Equal(
            ["Radius1813 Udp", "Syslog514 Tcp", "Syslog514 Udp"],
            results.TakeLast(3).Cast<ProbeReception>().Select(row => $"{row.RequirementId} {row.Transport}").Order());
    }

    [Fact]
    public async Task What_is_no_probe_is_counted_and_a_marker_of_another_row_is_none()
    {
        var results = await ReceiveAsync(Ports with { Id = ["Radius1813"] }, () =>
        {
            InboundSender.Send("127.0.0.1", Ports.RadiusPort, "junk"u8.ToArray());
            InboundSender.Radius("127.0.0.1", Ports.RadiusPort, "Syslog514");
            InboundSender.Radius("127.0.0.1", Ports.RadiusPort, "Syslog514");
        });
        var arrival = Assert.Single(results.OfType<ProbeArrival>());
        Assert.Equal(("", 0, Verdict.Warning), (arrival.Marker, arrival.Attempt, arrival.Verdict));
        var reception = results.OfType<ProbeReception>().Single();
        Assert.Equal((0, 2, 1), (reception.Probes, reception.Messages, reception.Strangers));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_with_its_holder_and_the_other_rows_go_on()
    {
        using var holder = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        holder.Bind(new IPEndPoint(IPAddress.Any, 0));
        var rows = Ports with { RadiusPort = ((IPEndPoint)holder.LocalEndPoint!).Port };
        var results = await ReceiveAsync(rows with { Transport = [Transport.Udp] }, () =>
        {
            InboundSender.Radius("127.0.0.1", rows.RadiusPort, "Radius1813");
            InboundSender.Syslog("127.0.0.1", rows.SyslogPort, Transport.Udp);
        });
        var taken = results.OfType<ProbeReception>().Single(reception => reception.Port == rows.RadiusPort);
        Assert.Contains(" is taken by ", taken.Hindrance);
        Assert.Contains($"(process {Environment.ProcessId})", taken.Holder);
        Assert.Equal(1, results.OfType<ProbeReception>().Single(reception => reception.Port == rows.SyslogPort).Probes);

        // Who may capture sees the probe beside the holder, all others see nothing.
        var seen = results.OfType<ProbeArrival>().Where(arrival => arrival.Port == rows.RadiusPort).Select(arrival => arrival.SeenBy);
        Assert.Equal(taken.Listening is ProbeListening.None or ProbeListening.Listener ? [] : [ProbeListening.Capture], seen);
    }

    [Fact]
    public async Task A_stop_gives_nothing_more_and_leaves_no_socket()
    {
        using var run = Start(Ports, TimeSpan.FromHours(1));
        Assert.NotEmpty(await run.Listening);
        run.Window.Cancel(10_000);
        Assert.True(run.Window.IsIdle);
        using var again = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        again.Bind(new IPEndPoint(IPAddress.Any, Ports.SyslogPort));
        again.Listen();
    }

    // What a program that stops it from outside goes by.
    [Fact]
    public async Task With_an_interval_receptions_come_at_once_and_again_each_of_what_was_until_then()
    {
        var results = await ReceiveAsync(
            Ports with { Id = ["Radius1813"] }, () => InboundSender.Radius("127.0.0.1", Ports.RadiusPort, "Radius1813"), TimeSpan.FromSeconds(1));
        var receptions = results.OfType<ProbeReception>().ToList();
        Assert.True(receptions.Count >= 3, $"{receptions.Count}");
        Assert.Equal((0, 1), (receptions[0].Probes, receptions[^1].Probes));
        Assert.Single(receptions.Select(reception => reception.TimestampUtc).Distinct());
        Assert.Equal(receptions.OrderBy(reception => reception.ElapsedMilliseconds), receptions);
        Assert.IsType<ProbeReception>(results[^1]);
    }

    private static ReceiveRun Start(InboundRows rows, TimeSpan duration, TimeSpan? interval = null)
    {
        var run = new ReceiveRun(new() { Rows = rows.Select(), Duration = duration, Interval = interval });
        run.Start();
        return run;
    }

    private static async Task<List<ProbeEvidence>> ReceiveAsync(InboundRows rows, Action send, TimeSpan? interval = null)
    {
        using var run = Start(rows, TimeSpan.FromSeconds(2), interval);
        Assert.NotEmpty(await run.Listening);
        send();
        var results = new List<ProbeEvidence>();
        new ResultPump<ProbeEvidence>(run.Window, results.Add, () => { }).Finish();
        return results;
    }
}
