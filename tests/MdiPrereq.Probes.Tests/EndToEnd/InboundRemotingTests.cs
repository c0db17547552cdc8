using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>Test-MdiInboundPort in a real PowerShell, with real sessions over SSH at both ends.</summary>
[Collection(InboundLab.Name)]
public class InboundRemotingTests(InboundLab lab)
{
    private const string Arrived = "Open ProbeArrived True";

    [Fact]
    public async Task Every_row_of_every_sender_is_given_in_order()
    {
        Assert.Equal(
            from sender in new[] { "branch01", "vpn01" }
            from row in new[] { "Radius1813 Udp", "Syslog514 Tcp", "Syslog514 Udp" }
            select $"{sender} {row}: {Arrived} {(sender == "vpn01" ? "Pass" : "Warning")}",
            await Said("Free"));
        Assert.Equal(["True", "False"], (await Play()).Of("Quiet").Select(one => one.ToString()));
    }

    [Fact]
    public async Task What_does_not_come_is_lost_since_the_sensor_listened() =>
        Assert.Equal(["vpn01 Radius1813 Udp: NoReply TimedOut False Warning"], await Said("Lost"));

    [Theory]
    [InlineData("WithoutModule", "Send-MdiProbe")]
    [InlineData("SensorWithoutModule", "Receive-MdiProbe")]
    public async Task A_session_without_the_module_costs_its_own_rows(string scene, string command)
    {
        var error = Assert.Single((await Play()).Of(scene, "Errors")).GetString()!;
        Assert.StartsWith("InboundSessionFailed,", error, StringComparison.Ordinal);
        Assert.Contains($"There is no {command} in that session: install this version of the module", error, StringComparison.Ordinal);
        var said = await Said(scene);
        Assert.Contains("10.84.1.10 Radius1813 Udp: NotTested Error False NotTested", said);
        if (scene == "WithoutModule") Assert.Contains($"vpn01 Radius1813 Udp: {Arrived} Pass", said);
    }

    [Fact]
    public async Task One_session_cannot_be_both_ends()
    {
        Assert.StartsWith("SessionInUse,", Assert.Single((await Play()).Of("Same", "Errors")).GetString()!, StringComparison.Ordinal);
        Assert.Equal([$"vpn01 Radius1813 Udp: {Arrived} Pass"], await Said("Same"));
    }

    [Fact]
    public async Task Whoever_has_enough_ends_it() => Assert.Equal([$"vpn01 Radius1813 Udp: {Arrived} Pass"], await Said("First"));

    [Fact]
    public async Task Control_C_leaves_sessions_and_ports_free()
    {
        var results = (await Play()).Of("Stopped");
        Assert.Equal("Stopped", results[0].GetString());
        Assert.Equal($"vpn01 Radius1813 Udp: {Arrived} Pass", Line(results[1]));
    }

    [Fact]
    public async Task A_sender_that_goes_away_costs_its_own_rows()
    {
        Assert.Equal(
            [$"vpn01 Radius1813 Udp: {Arrived} Pass", "10.84.2.10 Radius1813 Udp: NotTested Error False NotTested"], await Said("Broken"));
        Assert.StartsWith("InboundSessionFailed,", Assert.Single((await Play()).Of("Broken", "Errors")).GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sensor_that_goes_away_has_nothing_lost()
    {
        var said = await Said("SensorBroken");
        Assert.Equal(2, said.Count);
        string[] honest = [$"vpn01 Radius1813 Udp: {Arrived} Pass", "vpn01 Radius1813 Udp: NotTested Error False NotTested"];
        Assert.Contains(said[0], honest);
        Assert.Equal($"vpn01 Radius1813 Udp: {Arrived} Pass", said[1]);
        Assert.StartsWith(
            "InboundSessionFailed,", Assert.Single((await Play()).Of("SensorBroken", "Errors")).GetString()!, StringComparison.Ordinal);
    }

    // The secret went there encrypted, by remoting.
    [Fact]
    public async Task A_sensor_that_runs_is_proved_by_the_secret()
    {
        Assert.Equal(
            [
                "branch01 Radius1813 Udp: Open NoProtocolReply False Warning",
                $"branch01 Syslog514 Tcp: {Arrived} Warning",
                "branch01 Syslog514 Udp: Open NoProtocolReply False Warning",
                "vpn01 Radius1813 Udp: Open ProtocolReply True Pass",
                $"vpn01 Syslog514 Tcp: {Arrived} Pass",
                "vpn01 Syslog514 Udp: Open NoProtocolReply False Warning",
            ],
            await Said("Secret"));
        var foreign = (await Play()).Of("Secret").Single(one => ToolRun.Text(one, "SourceComputer") == "branch01" && ToolRun.Text(one, "Port") == "1813");
        Assert.Contains("No reply came that the shared secret proves.", ToolRun.Text(foreign, "Message"), StringComparison.Ordinal);
        Assert.Contains("whether 10.84.0.1 is among the RADIUS clients", ToolRun.Text(foreign, "Remediation"), StringComparison.Ordinal);
    }

    private async Task<RemotingScene> Play()
    {
        Assert.SkipWhen(lab.Missing.Length > 0, lab.Missing);
        Assert.SkipWhen(RemotingScene.Missing.Length > 0, $"there is no {RemotingScene.Missing} on this machine");
        return await lab.RemotingAsync();
    }

    private async Task<IReadOnlyList<string>> Said(string scene)
    {
        var lines = (await Play()).Of(scene).Select(Line);
        return scene is "Free" or "Secret" ? [.. lines.OrderBy(line => line.Split(' ')[0], StringComparer.Ordinal)] : [.. lines];
    }

    private static string Line(JsonElement row) => $"{ToolRun.Text(row, "SourceComputer")} {InboundLab.RowOf(row)}: "
        + $"{ToolRun.Text(row, "State")} {ToolRun.Text(row, "Reason")} {ToolRun.Text(row, "Verified")} {ToolRun.Text(row, "Verdict")}";
}
