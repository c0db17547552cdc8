using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Checks.Inbound;
using MdiPrereq.Engine;
using MdiPrereq.Protocols;
using MdiPrereq.Transports;
using Xunit;

namespace MdiPrereq.Tests.Checks.Inbound;

/// <summary>Whole sendings on loopback.</summary>
public sealed class SendRunTests
{
    private static readonly byte[] Secret = "testing123"u8.ToArray();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task Each_datagram_has_a_marker_that_tells_where_it_really_left_and_went(string address)
    {
        if (address.Contains(':') && !Socket.OSSupportsIPv6) return;
        using var sensor = Udp(address);
        var heard = HearAsync(sensor, 4);
        var sending = Assert.Single(Send(Syslog(PortOf(sensor), Transport.Udp), address));
        var messages = await heard;
        Assert.Equal((State.NoReply, Reason.TimedOut, Verdict.NotTested, false, 4), (
            sending.State, sending.Reason, sending.Verdict, sending.Verified, sending.Attempts));
        Assert.Contains("4 probes were sent", sending.Message);
        Assert.Contains("syslog has no answers", sending.Message);
        Assert.False(sending.SpoilsCompliance);
        var markers = messages.ConvertAll(one => ProbeMarker.Find(one.Data, 0, one.Data.Length)!);
        Assert.Equal([1, 2, 3, 4], markers.Select(marker => marker.Attempt));
        Assert.All(markers, marker => Assert.Equal(
            (sending.Marker, "Syslog514", address, sending.SourcePort, sending.RemoteAddress, sending.Port),
            (marker.Id, marker.Row, $"{marker.Sender.Address}", marker.Sender.Port, $"{marker.Target.Address}", marker.Target.Port)));
        Assert.All(messages, one => Assert.Equal(sending.SourcePort, one.From.Port));
        Assert.Equal(address, sending.SourceAddress);
        Assert.Equal(
            ["Rfc3164", "Rfc3164", "Rfc5424", "Rfc5424"],
            messages.Select(one => $"{SyslogMessage.Read(one.Data, 0, one.Data.Length)!.Format}").Order());
    }

    [Fact]
    public void A_port_where_nothing_listens_is_refused_and_every_probe_was_sent()
    {
        var sending = Assert.Single(Send(Radius(FreePort.Take())));
        Assert.Equal((State.Closed, Reason.PortUnreachable, Verdict.Warning, 4), (
            sending.State, sending.Reason, sending.Verdict, sending.Attempts));
        Assert.Contains("ICMP port unreachable", sending.Message);
        Assert.True(sending.SpoilsCompliance);
    }

    [Fact]
    public async Task A_reply_that_the_secret_proves_is_a_pass_and_ends_the_sending()
    {
        using var sensor = Udp();
        var answering = AnswerAsync(sensor, Secret);
        var sending = Assert.Single(Send(Radius(PortOf(sensor)) with { SharedSecret = Secret, ExpectReply = true }));
        Assert.Equal((State.Open, Reason.ProtocolReply, Verdict.Pass, true, 1), (
            sending.State, sending.Reason, sending.Verdict, sending.Verified, sending.Attempts));
        Assert.Equal("", sending.Remediation);
        await answering;
    }

    [Fact]
    public async Task A_reply_that_was_made_with_another_secret_is_told()
    {
        using var sensor = Udp();
        var answering = AnswerAsync(sensor, "another"u8.ToArray());
        var sending = Assert.Single(Send(Radius(PortOf(sensor)) with { SharedSecret = Secret, ExpectReply = true }));
        Assert.Equal((State.Open, Reason.UnexpectedReply, Verdict.Warning, false), (
            sending.State, sending.Reason, sending.Verdict, sending.Verified));
        Assert.Contains("made with another secret", sending.Message);
        await answering;
    }

    [Fact]
    public async Task A_reply_without_a_secret_proves_nothing()
    {
        using var sensor = Udp();
        var answering = AnswerAsync(sensor, Secret);
        var sending = Assert.Single(Send(Radius(PortOf(sensor))));
        Assert.Equal((State.Open, Reason.UnexpectedReply, Verdict.NotTested, false), (
            sending.State, sending.Reason, sending.Verdict, sending.Verified));
        Assert.Contains("nothing proves without the shared secret", sending.Message);
        await answering;
    }

    [Fact]
    public void Silence_where_a_reply_is_wanted_has_its_three_causes_told()
    {
        using var sensor = Udp();
        var sending = Assert.Single(Send(Radius(PortOf(sensor)) with { SharedSecret = Secret, ExpectReply = true }));
        Assert.Equal((State.NoReply, Verdict.Warning), (sending.State, sending.Verdict));
        Assert.Contains("the shared secret differs, this machine's address is not one of its clients, or nothing listens", sending.Message);
        Assert.Contains("127.0.0.1 is among the RADIUS clients", sending.Remediation);
    }

    [Fact]
    public async Task Over_TCP_each_message_has_a_connection_and_each_form_comes_once()
    {
        using var sensor = Tcp();
        var heard = AcceptAsync(sensor, 4, reset: false);
        var sending = Assert.Single(Send(Syslog(PortOf(sensor), Transport.Tcp)));
        var streams = await heard;
        Assert.Equal((State.Open, Reason.NoProtocolReply, Verdict.NotTested, 4, 0), (
            sending.State, sending.Reason, sending.Verdict, sending.Attempts, sending.SourcePort));
        Assert.Equal(4, streams.Count);
        Assert.All(streams, stream => Assert.Equal(
            (sending.Marker, stream.From), (Marker(stream.Data).Id, $"{Marker(stream.Data).Sender}")));
        Assert.Equal(
            ["<134>1 counted=False", "<134>1 counted=True", "<134>M counted=False", "<134>M counted=True"],
            streams.Select(stream => Encoding.ASCII.GetString(stream.Data)).Select(text =>
            {
                var at = text.IndexOf('<', StringComparison.Ordinal);
                var isNumber = text[at + 5] == '1';
                return $"<134>{(isNumber ? "1" : "M")} counted={at > 0}";
            }).Order());
    }

    [Fact]
    public async Task A_connection_that_is_reset_after_it_was_accepted_is_told()
    {
        using var sensor = Tcp();
        var accepting = AcceptAsync(sensor, 4, reset: true);
        var sending = Assert.Single(Send(Syslog(PortOf(sensor), Transport.Tcp)));
        await accepting;
        Assert.Equal((State.Open, Reason.ConnectionReset, Verdict.Warning), (sending.State, sending.Reason, sending.Verdict));
        Assert.Contains("4 of 4 connections were accepted and then reset", sending.Message);
    }

    [Fact]
    public void A_connection_that_is_refused_is_tried_once_and_nothing_was_sent()
    {
        var sending = Assert.Single(Send(Syslog(FreePort.Take(), Transport.Tcp)));
        Assert.Equal((State.Closed, Reason.ConnectionRefused, Verdict.Warning, 0, "", 0), (
            sending.State, sending.Reason, sending.Verdict, sending.Attempts, sending.Marker, sending.SourcePort));
    }

    [Fact]
    public void A_name_without_an_address_has_its_result_for_each_row()
    {
        var options = new SendOptions { Rows = new InboundRows().Select(), Network = new NoNames() };
        var sendings = Send(options, "nobody.contoso.test");
        Assert.Equal(3, sendings.Count);
        Assert.All(sendings, sending => Assert.Equal(
            (State.NameNotResolved, Verdict.Warning, "", "nobody.contoso.test"),
            (sending.State, sending.Verdict, sending.Marker, sending.ComputerName)));
    }

    [Fact]
    public async Task Two_sendings_at_once_have_ids_of_their_own()
    {
        using var sensor = Udp();
        var heard = HearAsync(sensor, 2);
        var sendings = Send(Syslog(PortOf(sensor), Transport.Udp) with { Attempts = 1 }, "127.0.0.1", "localhost");
        var messages = await heard;
        Assert.Equal(
            sendings.Select(sending => sending.Marker).Order(), messages.Select(one => Marker(one.Data).Id).Order());
        Assert.Equal(2, sendings.Select(sending => sending.Marker).Distinct().Count());
    }

    [Fact]
    public void A_stopped_run_says_nothing_of_what_it_cut_off()
    {
        using var sensor = Udp();
        using var run = new SendRun(Syslog(PortOf(sensor), Transport.Udp) with { TimeoutMilliseconds = 300_000 });
        run.Start(TargetName.Parse("127.0.0.1"));
        run.Window.Cancel(5000);
        Assert.Equal(1, run.Window.Undelivered);
    }

    private static List<ProbeSending> Send(SendOptions options, params string[] targets)
    {
        using var run = new SendRun(options);
        foreach (var target in targets.Length > 0 ? targets : ["127.0.0.1"]) run.Start(TargetName.Parse(target));
        var sendings = new List<ProbeSending>();
        new ResultPump<ProbeSending>(run.Window, sendings.Add, () => { }).Finish();
        return sendings;
    }

    private static SendOptions Radius(int port) => new()
    {
        Rows = new InboundRows { Id = ["Radius1813"], RadiusPort = port }.Select(),
        TimeoutMilliseconds = 1000,
    };

    private static SendOptions Syslog(int port, Transport transport) => new()
    {
        Rows = new InboundRows { Id = ["Syslog514"], Transport = [transport], SyslogPort = port }.Select(),
        TimeoutMilliseconds = 1000,
    };

    private static ProbeMarker Marker(byte[] data) => ProbeMarker.Find(data, 0, data.Length)!;

    private static async Task<List<(byte[] Data, IPEndPoint From)>> HearAsync(UdpClient sensor, int count)
    {
        var messages = new List<(byte[], IPEndPoint)>();
        while (messages.Count < count)
        {
            var received = await sensor.ReceiveAsync();
            messages.Add((received.Buffer, received.RemoteEndPoint));
        }

        return messages;
    }

    /// <summary>Answers the first request as RFC 2866 section 4.2 says, whatever secret the request was made with.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "RFC 2866 knows no other.")]
    private static async Task AnswerAsync(UdpClient sensor, byte[] secret)
    {
        var request = await sensor.ReceiveAsync();
        byte[] head = [RadiusCode.AccountingResponse, request.Buffer[1], 0, 20];
        byte[] reply = [.. head, .. MD5.HashData([.. head, .. request.Buffer[4..20], .. secret])];
        await sensor.SendAsync(reply, request.RemoteEndPoint);
    }

    /// <summary>Takes connections, reads each to its end, and closes or resets it.</summary>
    private static async Task<List<(byte[] Data, string From)>> AcceptAsync(Socket sensor, int count, bool reset)
    {
        var streams = new List<(byte[], string)>();
        while (streams.Count < count)
        {
            using var connection = await sensor.AcceptAsync();
            var data = new List<byte>();
            var buffer = new byte[1024];
            for (int received; (received = await connection.ReceiveAsync(buffer, SocketFlags.None)) > 0;) data.AddRange(buffer[..received]);
            streams.Add(([.. data], $"{connection.RemoteEndPoint}"));
            if (reset) connection.LingerState = new(true, 0);
        }

        return streams;
    }

    private static UdpClient Udp(string address = "127.0.0.1") => new(new IPEndPoint(IPAddress.Parse(address), 0));

    private static Socket Tcp()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen(8);
        return socket;
    }

    private static int PortOf(UdpClient client) => ((IPEndPoint)client.Client.LocalEndPoint!).Port;

    private static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    private sealed class NoNames : Network
    {
        public override Task<IPAddress[]> ResolveAsync(string hostName, int timeoutMilliseconds, CancellationToken run) =>
            Task.FromResult<IPAddress[]>([]);

        public override IPAddress? SourceAddressFor(IPAddress remote) => null;

        public override IReadOnlyList<IPAddress> DnsServers() => [];
    }
}
