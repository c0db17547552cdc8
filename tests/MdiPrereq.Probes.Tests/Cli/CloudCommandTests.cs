using System;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace MdiPrereq.Tests.Cli;

/// <summary><c>mdiprereq cloud</c>, in the sample network whose service only the proxy reaches.</summary>
public class CloudCommandTests
{
    [Fact]
    public void The_service_is_reached_through_the_proxy_that_is_set()
    {
        var tool = Tool.Run("cloud", "contoso", "--timeout", "30000");
        Assert.Equal((0, ""), (tool.ExitCode, tool.Error));
        Assert.Contains("contososensorapi.atp.azure.com through http://proxy.contoso.test:8080", tool.Output, StringComparison.Ordinal);
        Assert.Contains("HTTP 200, version 2.240.18316.65180", tool.Output, StringComparison.Ordinal);
        Assert.Contains("11 steps: 11 pass (", tool.Output, StringComparison.Ordinal);
        Assert.All(tool.Output.Split('\n'), line => Assert.True(line.TrimEnd('\r').Length <= 100, line));
    }

    [Fact]
    public void Without_the_proxy_the_name_is_not_known()
    {
        var tool = Tool.Run("cloud", "contoso", "--no-proxy", "--output", "json");
        Assert.Equal(1, tool.ExitCode);
        using var json = JsonDocument.Parse(tool.Output);
        var steps = json.RootElement.EnumerateArray().Select(
            step => $"{step.GetProperty("Check").GetString()} {step.GetProperty("Verdict").GetString()}").ToList();
        Assert.Equal(11, steps.Count);
        Assert.Contains("NameResolution Fail", steps);
        Assert.Contains("Ping NotTested", steps);
    }

    [Fact]
    public void A_workspace_that_the_proxy_does_not_know_is_told_apart()
    {
        var tool = Tool.Run("cloud", "fabrikam", "--timeout", "30000");
        Assert.Equal(1, tool.ExitCode);
        Assert.Contains("ProxyForbids", tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_comes_by_standard_input_and_goes_nowhere()
    {
        var tool = Tool.RunWithInput("S3cret\n", "cloud", "contoso", "--proxy-user", "mdi", "--output", "json", "--timeout", "30000");
        Assert.Equal(0, tool.ExitCode);
        Assert.DoesNotContain("S3cret", tool.Output + tool.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("such as contoso;", "cloud", "https://contososensorapi.atp.azure.com")]
    [InlineData("is not an HTTP proxy", "cloud", "contoso", "--proxy", "https://proxy")]
    [InlineData("on standard input", "cloud", "contoso", "--proxy", "http://mdi:S3cret@proxy:1")]
    [InlineData("is not a thumbprint", "cloud", "contoso", "--root-thumbprint", "AA11BB22")]
    [InlineData("goes direct", "cloud", "contoso", "--no-proxy", "--proxy", "http://proxy:1")]
    [InlineData("'Moon' is no value", "cloud", "contoso", "--cloud", "Moon")]
    public void What_makes_no_sense_is_said_in_one_sentence(string says, params string[] args)
    {
        var tool = Tool.Run(args);
        Assert.Equal((2, ""), (tool.ExitCode, tool.Output));
        Assert.Contains(says, tool.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("S3cret", tool.Error, StringComparison.Ordinal);
    }
}
