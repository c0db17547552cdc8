using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using MdiPrereq.Results;
using MdiPrereq.Tests.Checks.Inbound;
using Xunit;

namespace MdiPrereq.Tests.Cli;

public sealed class InboundCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mdi-inbound-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Both_ends_are_joined_and_what_works_is_shown()
    {
        var tool = Tool.Run("inbound", File("sensor", [Ends.Reception(), .. Ends.Arrivals()]), File("vpn01", Ends.Sending()));
        Assert.Equal((0, ""), (tool.ExitCode, tool.Error));
        Assert.Contains("vpn01", tool.Output);
        Assert.Contains("4 of 4 probes, as RADIUS", tool.Output);
        Assert.Contains("1 row: 1 pass (", tool.Output);
        Assert.All(tool.Output.Split('\n'), line => Assert.True(line.TrimEnd('\r').Length <= 100, line));
    }

    [Fact]
    public void What_was_lost_is_exit_code_1_and_the_advice_says_where_to_open()
    {
        var tool = Tool.Run("inbound", File("sensor", Ends.Reception()), File("vpn01", Ends.Sending()));
        Assert.Equal(1, tool.ExitCode);
        Assert.Contains("vpn01 to sensor01 UDP 1813", tool.Output);
        Assert.Contains("Allow UDP 1813 from 10.0.1.7 to 10.0.0.10", tool.Output);
    }

    [Fact]
    public void Json_has_results_as_those_of_other_tests()
    {
        var tool = Tool.Run("inbound", File("sensor", [Ends.Reception(), .. Ends.Arrivals()]), File("vpn01", Ends.Sending()), "-o", "json");
        using var json = JsonDocument.Parse(tool.Output);
        Assert.Equal("ProbeArrived", json.RootElement.EnumerateArray().Single().GetProperty("Reason").GetString());
    }

    [Fact]
    public void Strays_and_other_results_are_said()
    {
        var other = new string('b', 32);
        var tool = Tool.Run(
            "inbound", File("sensor", [Ends.Reception(), Ends.Arrival(marker: other), .. Ends.Arrivals()]), File("vpn01", Ends.Sending()));
        Assert.Contains("1 probe came to sensor01 with markers of no sending that was given", tool.Error);
        Assert.Equal(0, tool.ExitCode);
    }

    [Fact]
    public void Without_a_sending_there_is_nothing_to_join()
    {
        var tool = Tool.Run("inbound", File("sensor", Ends.Reception()));
        Assert.Equal((2, ""), (tool.ExitCode, tool.Output));
        Assert.Contains("No sending was given", tool.Error);
    }

    [Fact]
    public void A_file_that_is_none_costs_itself()
    {
        var broken = Path.Combine(_folder, "broken.json");
        System.IO.File.WriteAllText(broken, "{");
        var tool = Tool.Run("inbound", broken, File("sensor", [Ends.Reception(), .. Ends.Arrivals()]), File("vpn01", Ends.Sending()));
        Assert.Equal(2, tool.ExitCode);
        Assert.Contains("broken.json", tool.Error);
        Assert.Contains("1 row: 1 pass", tool.Output);
    }

    [Theory]
    [InlineData("report")]
    [InlineData("compare")]
    public void Reports_and_comparisons_leave_out_what_one_end_saw(string command)
    {
        var file = File("vpn01", Ends.Sending());
        var tool = Tool.Run([command, file, .. command == "compare" ? [file] : Array.Empty<string>()]);
        Assert.Equal(0, tool.ExitCode);
        Assert.Contains("1 record of what one end sent or received left out", tool.Error);
        Assert.Contains("with mdiprereq inbound", tool.Error);
    }

    [Fact]
    public void No_rule_is_made_of_what_one_end_saw()
    {
        var tool = Tool.Run("rules", File("vpn01", Ends.Sending()));
        Assert.Equal((0, ""), (tool.ExitCode, tool.Output));
        Assert.Contains("1 record of what one end sent or received left out", tool.Error);
    }

    // What is blocked on the way from a VPN server to the sensor is a rule like any other.
    [Fact]
    public void A_rule_is_made_of_what_both_ends_show_to_be_blocked()
    {
        var joined = Path.Combine(_folder, "joined.json");
        System.IO.File.WriteAllText(
            joined, Tool.Run("inbound", File("sensor", Ends.Reception()), File("vpn01", Ends.Sending()), "-o", "results").Output);
        var tool = Tool.Run("rules", joined, "--format", "Nftables");
        Assert.Equal(0, tool.ExitCode);
        Assert.Contains("ip saddr { 10.0.1.7 } ip daddr { 10.0.0.10 } udp dport { 1813 } accept", tool.Output);
    }

    private string File(string name, params ProbeEvidence[] evidence)
    {
        var path = Path.Combine(_folder, $"{name}.json");
        using var text = new StreamWriter(path);
        var lines = evidence.Select(one => ResultFile.Line(ResultType.Of(one.GetType().FullName!)!, property => property.GetValue(one)));
        ResultFile.Write(text, [.. lines], "test");
        return path;
    }
}
