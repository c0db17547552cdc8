using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using MdiPrereq.Tests.EndToEnd;
using Xunit;

namespace MdiPrereq.Tests.Cli;

public class AdapterCommandTests
{
    [Fact]
    public void A_saved_file_is_judged()
    {
        var right = Tool.Run(
            "adapter", "--facts", FactsOf("standalone-right"), "--sensor-type", "Standalone", "--monitored-domain", "contoso.com");
        Assert.Equal((0, ""), (right.ExitCode, right.Error));
        Assert.Contains("23 checks: 23 pass (", right.Output, StringComparison.Ordinal);

        var wrong = Tool.Run("adapter", "--facts", FactsOf("standalone-wrong"), "--sensor-type", "Standalone");
        Assert.Equal((1, ""), (wrong.ExitCode, wrong.Error));
        Assert.Contains("SENSOR01, Capture: PrefixLength", wrong.Output, StringComparison.Ordinal);
        Assert.Contains(
            "Set-NetIPAddress -PrefixLength 32",
            wrong.Output.Replace("\n", " ", StringComparison.Ordinal).Replace("     ", " ", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.All(wrong.Output.Split('\n'), line => Assert.True(line.TrimEnd('\r').Length <= 100, line));
    }

    [Fact]
    public void Facts_of_this_machine_come_back_whole()
    {
        var facts = Tool.Run("adapter", "--pass-facts");
        Assert.Equal((0, ""), (facts.ExitCode, facts.Error));
        var live = Checks(Tool.Run("adapter", "--sensor-type", "Standalone", "--output", "json"));
        var saved = Checks(Tool.RunWithInput(facts.Output, "adapter", "--facts", "-", "--sensor-type", "Standalone", "--output", "json"));
        Assert.NotEmpty(live);
        Assert.Equal(live, saved);
    }

    [Theory]
    [InlineData("holds no facts", "{\"Name\":\"Ethernet\"}", "adapter", "--facts", "-")]
    [InlineData("could not be read", "no json", "adapter", "--facts", "-")]
    [InlineData("holds no facts", "[]", "adapter", "--facts", "-")]
    [InlineData("could not be read", "", "adapter", "--facts", "no-such-file.json")]
    [InlineData("There is no adapter 'nonsense'.", "", "adapter", "--name", "nonsense")]
    [InlineData("Give one of them.", "", "adapter", "--facts", "x.json", "--pass-facts")]
    [InlineData("is counted on this machine", "", "adapter", "--facts", "x.json", "--monitored-domain-controller", "dc01")]
    [InlineData("holds a port", "", "adapter", "--monitored-domain-controller", "dc01:389")]
    public void What_makes_no_sense_is_said_in_one_sentence(string says, string input, params string[] args)
    {
        var tool = Tool.RunWithInput(input, args);
        Assert.Equal((2, ""), (tool.ExitCode, tool.Output));
        Assert.Contains(says, tool.Error, StringComparison.Ordinal);
    }

    private static string FactsOf(string name) => Path.Combine(EndToEnd.Machine.Repository, "tests/MdiPrereq.Tests/Facts", name + ".json");

    private static string[] Checks(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(one => string.Join("|", new[] { "AdapterName", "AdapterRole", "Check", "Verdict", "Actual", "Message" }.Select(name => one.GetProperty(name).GetString())))];
    }

    private static string[] Checks(Tool tool) => Checks(tool.Output);
}
