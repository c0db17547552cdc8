using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>Both ends of the rows that come in, against firewalls, translation, real servers, strangers and a flood.</summary>
[Collection(InboundLab.Name)]
public class InboundLabTests(InboundLab lab)
{
    private const string Radius = "Radius1813 Udp";
    private const string SyslogTcp = "Syslog514 Tcp";
    private const string SyslogUdp = "Syslog514 Udp";

    [Theory]
    [InlineData(WallScene.Free)]
    [InlineData(WallScene.OverIPv6)]
    public async Task What_arrives_at_the_listener_is_proved_on_every_row(string sender)
    {
        var scene = await WallsAsync();
        Assert.Equal(
            [$"{Radius}: Open ProbeArrived True Pass", $"{SyslogTcp}: Open ProbeArrived True Pass", $"{SyslogUdp}: Open ProbeArrived True Pass"],
            scene.Of(sender).Select(row => $"{RowOf(row)}: {Said(row)}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(WallScene.SenderDrops, Radius, "BlockedLocally AccessDenied False Warning: vpn01 (10.84.1.21) refused to send")]
    [InlineData(
        WallScene.SenderDrops,
        SyslogTcp,
        "Filtered TimedOut False Warning: The requests of vpn01 (10.84.1.21) to connect to TCP 514"
            + " did not arrive at sensor01, which listened all the time: they were blocked on the way, or by the firewall of vpn01.")]
    [InlineData(
        WallScene.SenderRejects,
        SyslogUdp,
        "Unreachable AdministrativelyProhibited False Warning: sensor01 listened on UDP 514 and heard nothing,"
            + " while vpn01 (10.84.1.22) was told: that traffic is administratively prohibited (ICMP).")]
    [InlineData(
        WallScene.SenderRejects,
        SyslogTcp,
        "Unreachable AdministrativelyProhibited False Warning: "
            + "sensor01 listened on TCP 514 and heard nothing, while vpn01 (10.84.1.22) was told:")]
    [InlineData(
        WallScene.RouterDrops,
        Radius,
        "NoReply TimedOut False Warning: 4 probes sent by vpn01 (10.84.1.31) to UDP 1813"
            + " did not arrive at sensor01, which listened all the time: they were blocked on the way.")]
    [InlineData(
        WallScene.RouterDrops,
        SyslogTcp,
        "Filtered TimedOut False Warning: The requests of vpn01 (10.84.1.31) to connect to TCP 514"
            + " did not arrive at sensor01, which listened all the time: they were blocked on the way, or by the firewall of vpn01.")]
    [InlineData(
        WallScene.RouterRejects,
        SyslogUdp,
        "Unreachable AdministrativelyProhibited False Warning: "
            + "sensor01 listened on UDP 514 and heard nothing, while vpn01 (10.84.1.32) was told:")]
    [InlineData(
        WallScene.RouterRejects,
        SyslogTcp,
        "Unreachable AdministrativelyProhibited False Warning: "
            + "sensor01 listened on TCP 514 and heard nothing, while vpn01 (10.84.1.32) was told:")]
    [InlineData(
        WallScene.SensorDrops,
        Radius,
        "Filtered BlockedAtTarget False Warning: 4 probes sent by vpn01 (10.84.1.41) to UDP 1813"
            + " came to sensor01, whose own firewall keeps them from the port: the way there is open.")]
    [InlineData(
        WallScene.SensorDrops,
        SyslogTcp,
        "Filtered BlockedAtTarget False Warning: "
            + "The requests of vpn01 (10.84.1.41) to connect to TCP 514 came to sensor01, whose own firewall keeps them from the port")]
    [InlineData(
        WallScene.SensorRejects,
        SyslogUdp,
        "Filtered BlockedAtTarget False Warning: "
            + "4 probes sent by vpn01 (10.84.1.42) to UDP 514 came to sensor01, whose own firewall keeps them from the port")]
    [InlineData(
        WallScene.SensorRejects,
        SyslogTcp,
        "Filtered BlockedAtTarget False Warning: "
            + "The requests of vpn01 (10.84.1.42) to connect to TCP 514 came to sensor01, whose own firewall keeps them from the port")]
    public async Task Each_firewall_has_its_sentence(string sender, string row, string sentence)
    {
        var result = (await WallsAsync()).Of(sender, row);
        var said = $"{Said(result)}: {Text(result, "Message")}";
        Assert.True(said.Contains(sentence, StringComparison.Ordinal), said);
    }

    // A firewall's owner must not be sought where the probe has passed: the router's drops are seen by nobody, the sensor's by its capture.
    [Fact]
    public async Task The_sensor_names_those_whom_its_own_firewall_blocks_and_nobody_else()
    {
        var scene = await WallsAsync();
        Assert.All(
            scene.Receptions,
            reception => Assert.Equal(
                [WallScene.SensorDrops, WallScene.SensorRejects], Text(reception, "BlockedSenders").Split(", ").Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_translated_sender_is_told_by_both_its_addresses()
    {
        var scene = await WallsAsync();
        Assert.All(scene.Of(WallScene.Branch), result =>
        {
            Assert.Equal("Open ProbeArrived True Warning", Said(result));
            Assert.Contains(WallScene.Branch, Text(result, "Message"), StringComparison.Ordinal);
            Assert.Contains(WallScene.BranchOutside, Text(result, "Message"), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_translated_target_is_told_by_both_its_addresses()
    {
        var scene = await WallsAsync();
        Assert.All(scene.Of(WallScene.Translated), result =>
        {
            Assert.Equal("Open ProbeArrived True Pass", Said(result));
            Assert.Contains(WallScene.Translated, Text(result, "Message"), StringComparison.Ordinal);
            Assert.Contains(InboundLab.SensorAddress, Text(result, "Message"), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_clock_an_hour_ahead_is_told_at_the_sensor_and_by_both_ends()
    {
        var scene = await WallsAsync();
        Assert.All(scene.ArrivalsOf(WallScene.Ahead), arrival =>
        {
            Assert.InRange(arrival.GetProperty("DelayMilliseconds").GetDouble(), -3_600_000 - 60_000, -3_600_000 + 60_000);
            Assert.Contains("differ by about", Text(arrival, "Message"), StringComparison.Ordinal);
        });
        Assert.All(scene.Of(WallScene.Ahead), result =>
        {
            Assert.Equal("Open ProbeArrived True Warning", Said(result));
            Assert.InRange(Math.Abs(result.GetProperty("ClockSkewSeconds").GetDouble()), 3600 - 60, 3600 + 60);
        });
    }

    [Fact]
    public async Task Two_who_send_at_once_are_told_apart()
    {
        var scene = await WallsAsync();
        Assert.Distinct(scene.Sendings.Values.SelectMany(run => run.Rows).Select(row => Text(row, "Marker")).Where(marker => marker.Length > 0));
        Assert.Equal(scene.Sendings.Values.Sum(run => run.Rows.Count), scene.Joined.Rows.Count);
        foreach (var sender in new[] { WallScene.Free, WallScene.Branch })
        {
            Assert.All(
                scene.ArrivalsOf(sender).Where(arrival => !IsTrue(arrival, "IsCopy")),
                arrival => Assert.Equal(sender, Text(arrival, "SentFromAddress")));
        }
    }

    // A marker that was made for another row, or cut short, is none.
    [Fact]
    public async Task Whoever_sends_anyway_is_heard_once_each()
    {
        var scene = await WallsAsync();
        var others = scene.Arrivals.Where(arrival => Text(arrival, "Marker").Length == 0)
            .Select(arrival => $"{RowOf(arrival)} {Text(arrival, "RemoteAddress")} {Text(arrival, "Format")}");
        Assert.Equal(
            [
                $"{Radius} {WallScene.BranchOutside} RADIUS Accounting-Request",
                $"{Radius} {WallScene.Free} RADIUS Accounting-Request",
                $"{SyslogTcp} {WallScene.BranchOutside} syslog (RFC 5424)",
                $"{SyslogUdp} {WallScene.BranchOutside} syslog (RFC 3164)",
            ],
            others.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_replayed_marker_is_a_copy_and_a_forged_one_proves_nothing()
    {
        var scene = await WallsAsync();
        var replayed = scene.Arrivals.Where(arrival => IsTrue(arrival, "IsCopy")).ToList();
        Assert.NotEmpty(replayed);
        Assert.All(replayed, arrival => Assert.Equal(WallScene.BranchOutside, Text(arrival, "RemoteAddress")));
        Assert.Contains(scene.Arrivals, arrival => Text(arrival, "Marker") == WallScene.NeverSent);
        Assert.DoesNotContain(scene.Joined.Rows, result => result.ToString().Contains(WallScene.NeverSent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_knows_us_proves_itself_from_one_end()
    {
        var scene = await TakenAsync();
        var radius = scene.Known.Rows.Single(row => RowOf(row) == Radius);
        Assert.Equal("Open ProtocolReply True Pass", Said(radius));
        Assert.Contains($"Acct-Session-Id = \"{Text(radius, "Marker")}\"", scene.Accounted, StringComparison.Ordinal);
        Assert.Contains($"Acct-Multi-Session-Id = \"MDIPREREQ1/{Text(radius, "Marker")}/Radius1813/1/", scene.Accounted, StringComparison.Ordinal);
        Assert.Contains("NAS-Identifier = \"MdiPrereq\"", scene.Accounted, StringComparison.Ordinal);
        Assert.Contains("NAS-IP-Address = 10.84.1.10", scene.Accounted, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_know_the_secret_or_the_client_is_silent_and_both_are_named()
    {
        var scene = await TakenAsync();
        foreach (var run in new[] { scene.WrongSecret, scene.Foreign })
        {
            var radius = Assert.Single(run.Rows);
            Assert.StartsWith("NoReply TimedOut False", Said(radius), StringComparison.Ordinal);
            Assert.Contains("secret", Text(radius, "Message"), StringComparison.Ordinal);
            Assert.Contains("client", Text(radius, "Message"), StringComparison.Ordinal);
        }

        Assert.Contains("from client 10.84.1.10 with invalid Request Authenticator", scene.RadiusLog, StringComparison.Ordinal);
        Assert.Contains("from unknown client 10.84.0.1", scene.RadiusLog, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_ports_are_taken_an_administrator_captures_beside_and_names_who_has_them()
    {
        var scene = await TakenAsync();
        var receptions = scene.Administrator.Rows.Where(IsReception).ToDictionary(RowOf);
        Assert.All(receptions.Values, reception => Assert.Equal("Capture", Text(reception, "Listening")));
        Assert.StartsWith("freeradius (process ", Text(receptions[Radius], "Holder"), StringComparison.Ordinal);
        Assert.StartsWith("rsyslogd (process ", Text(receptions[SyslogUdp], "Holder"), StringComparison.Ordinal);
        Assert.StartsWith("rsyslogd (process ", Text(receptions[SyslogTcp], "Holder"), StringComparison.Ordinal);

        // What was captured has come to the machine; only the reply proves more, or that a connection was let in.
        var joined = scene.Joined.Rows.Where(result => Text(result, "SourceAddress") == WallScene.Free).ToLookup(RowOf);
        Assert.Contains(joined[Radius], result => Said(result) == "Open ProtocolReply True Pass");
        Assert.All(joined[SyslogTcp], result => Assert.Equal("Open ProbeArrived True Pass", Said(result)));
        Assert.All(joined[SyslogUdp], result =>
        {
            Assert.False(IsTrue(result, "Verified"));
            Assert.Contains("rsyslogd", Text(result, "Message"), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Where_the_ports_are_taken_anybody_else_is_told_why_nothing_can_be_seen()
    {
        var scene = await TakenAsync();
        Assert.Equal(3, scene.Anybody.Rows.Count);
        Assert.All(scene.Anybody.Rows, reception =>
        {
            Assert.Equal("None NotTested", $"{Text(reception, "Listening")} {Text(reception, "Verdict")}");
            Assert.NotEmpty(Text(reception, "Hindrance"));
        });

        // Not lost: nobody looked.
        Assert.All(
            scene.JoinedByAnybody.Rows.Where(result => !IsTrue(result, "Verified")), result => Assert.Equal("NotTested", Text(result, "Verdict")));
    }

    [Theory]
    [InlineData("imudp", 1)]
    [InlineData("imudp", 0)]
    [InlineData("imtcp", 1)]
    [InlineData("imtcp", 0)]
    public async Task Rsyslog_reads_both_formats_over_both_transports(string input, int version)
    {
        var scene = await TakenAsync();
        var row = scene.Known.Rows.Single(row => RowOf(row) == (input == "imudp" ? SyslogUdp : SyslogTcp));
        var start = string.Create(CultureInfo.InvariantCulture, $"{input} {WallScene.Free} {version} vpn01 MdiPrereq ");
        Assert.Contains(
            scene.Logged,
            line => line.StartsWith(start, StringComparison.Ordinal)
                && line.Contains($"MDIPREREQ1/{Text(row, "Marker")}/Syslog514/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tshark_reads_the_accounting_request_as_we_mean_it()
    {
        var scene = await TakenAsync();
        var marker = Text(scene.Known.Rows.Single(row => RowOf(row) == Radius), "Marker");
        var requests = await scene.DecodeAsync(
            $"radius.code == 4 && radius.Acct_Session_Id == \"{marker}\"",
            "radius.Acct_Multi_Session_Id",
            "radius.NAS_Identifier",
            "radius.NAS_IP_Address",
            "radius.Acct_Status_Type",
            "_ws.malformed");
        Assert.NotEmpty(requests);
        Assert.All(requests, request => Assert.StartsWith($"MDIPREREQ1/{marker}/Radius1813/", request[0], StringComparison.Ordinal));
        Assert.All(requests, request => Assert.Equal(["MdiPrereq", WallScene.Free, "2", ""], request[1..]));
        Assert.Contains(await scene.DecodeAsync("radius.code == 5", "radius.authenticator.valid"), reply => reply[0] is "1" or "True");
    }

    [Fact]
    public async Task Tshark_reads_the_syslog_messages_as_we_mean_them()
    {
        var scene = await TakenAsync();
        var messages = await scene.DecodeAsync("syslog", "udp.dstport", "syslog.version", "syslog.appname", "syslog.hostname", "syslog.msg");
        Assert.All(messages, message => Assert.Contains("MDIPREREQ1/", message[^1], StringComparison.Ordinal));
        Assert.Contains(messages, message => message[..4] is ["514", "1", "MdiPrereq", "vpn01"]);
        Assert.Contains(messages, message => message[..4] is ["514", "", "", "vpn01"]);
        Assert.Contains(messages, message => message[0].Length == 0);
    }

    [Fact]
    public async Task A_flood_costs_no_probe_that_came_and_hides_none_that_did_not()
    {
        Assert.SkipWhen(lab.Missing.Length > 0, lab.Missing);
        var scene = await lab.FloodAsync();
        TestContext.Current.TestOutputHelper!.WriteLine($"The flood: {scene.Rate}.");
        foreach (var result in scene.Joined.Rows)
        {
            var reception = scene.Reception.Rows.Single(row => IsReception(row) && RowOf(row) == RowOf(result));
            var dropped = reception.GetProperty("Dropped").GetInt64() > 0;
            var isHonest = IsTrue(result, "Verified") || (dropped && Text(result, "Verdict") == "NotTested");
            Assert.True(isHonest, $"{RowOf(result)}: {Said(result)}: {Text(result, "Message")}");
        }

        Assert.Equal(4, scene.Joined.Rows.Count);
        var counted = scene.Reception.Rows.Where(IsReception)
            .Sum(row => row.GetProperty("Messages").GetInt64() + row.GetProperty("Strangers").GetInt64());
        Assert.InRange(counted, 1, scene.Flooded);
    }

    private async Task<WallScene> WallsAsync()
    {
        Assert.SkipWhen(lab.Missing.Length > 0, lab.Missing);
        return await lab.WallsAsync();
    }

    private async Task<TakenScene> TakenAsync()
    {
        Assert.SkipWhen(lab.Missing.Length > 0, lab.Missing);
        return await lab.TakenAsync();
    }

    private static bool IsReception(JsonElement row) => InboundLab.IsReception(row);

    private static bool IsTrue(JsonElement row, string property) => InboundLab.IsTrue(row, property);

    private static string RowOf(JsonElement row) => InboundLab.RowOf(row);

    private static string Said(JsonElement row) => $"{Text(row, "State")} {Text(row, "Reason")} {Text(row, "Verified")} {Text(row, "Verdict")}";

    private static string Text(JsonElement row, string property) => ToolRun.Text(row, property);
}
