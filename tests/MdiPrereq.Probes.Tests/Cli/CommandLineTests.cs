using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Xunit;

namespace MdiPrereq.Tests.Cli;

public class CommandLineTests
{
    // Long enough for a busy build machine; only what is dropped takes it.
    private static readonly string[] Standalone = ["--sensor-type", "Standalone", "--timeout", "2500"];

    [Fact]
    public void Exit_code_is_0_when_all_that_is_required_works()
    {
        var tool = Tool.Run(["test", "dc01.contoso.test", .. Standalone]);
        Assert.Equal((0, ""), (tool.ExitCode, tool.Error));
        Assert.Contains("1 target, 13 checks: 13 pass (", tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Exit_code_is_1_when_something_required_fails()
    {
        var tool = Tool.Run(["test", "dc01.contoso.test", "dc02.contoso.test", .. Standalone]);
        Assert.Equal((1, ""), (tool.ExitCode, tool.Error));
        Assert.Contains("2 targets, 26 checks: 15 pass, 3 warning, 8 fail (", tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Malformed_target_is_reported_and_the_others_go_on()
    {
        var tool = Tool.Run(["test", "dc01.contoso.test:389", "dc01.contoso.test", .. Standalone]);
        Assert.Equal(2, tool.ExitCode);
        Assert.Contains("'dc01.contoso.test:389' holds a port.", tool.Error, StringComparison.Ordinal);
        Assert.Contains("13 pass", tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Targets_come_from_standard_input_too_and_each_is_tested_once()
    {
        var tool = Tool.RunWithInput("# controllers\n\ndc01.contoso.test\r\nDC01.contoso.test\n", ["test", "-", .. Standalone]);
        Assert.Equal((0, ""), (tool.ExitCode, tool.Error));
        Assert.Contains("1 target, 13 checks", tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void To_have_tested_nothing_is_no_success()
    {
        var tool = Tool.RunWithInput("\n# none\n", "test", "-", "--output", "json");
        Assert.Equal((2, "[]"), (tool.ExitCode, tool.Output.Trim()));
        Assert.StartsWith("Standard input held no target.", tool.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no target.", "test")]
    [InlineData("There is no option '--sensortype'.", "test", "dc01", "--sensortype", "Classic")]
    [InlineData("'x' is no value for --sensor-type. Give one of Classic, Standalone, Modern.", "test", "dc01", "--sensor-type", "x")]
    [InlineData("'2' is no value for --sensor-type.", "test", "dc01", "--sensor-type", "2")]
    [InlineData("'70000' is no port. Give a number from 1 to 65535.", "test", "dc01", "--port", "53,70000")]
    [InlineData("No row has the id 'Ldap38'.", "test", "dc01", "--id", "Ldap38")]
    [InlineData("The row 'Kerberos88' is not among those asked for.", "test", "dc01", "--id", "Dns53,Kerberos88")]
    [InlineData("The row 'Netlogon445' is not among those asked for.", "ports", "--id", "Netlogon445")]
    [InlineData("No row of the Classic table matches all of these.", "test", "dc01", "--port", "88")]
    [InlineData("'5' is no value for --timeout.", "test", "dc01", "--timeout", "5")]
    [InlineData("'0' is no value for --throttle.", "test", "dc01", "--throttle", "0")]
    [InlineData("This machine has no address 192.0.2.77.", "test", "dc01", "--source-address", "192.0.2.77")]
    [InlineData("'dc01' is a name. Give an address of this machine for --source-address.", "test", "dc01", "--source-address", "dc01")]
    [InlineData("'a.b' is not a workspace name.", "test", "dc01", "--workspace", "a.b")]
    [InlineData("'xml' is no value for --output.", "ports", "--output", "xml")]
    [InlineData("No row of the port table matches all of these.", "ports", "--port", "9")]
    [InlineData("There is no command 'tset'. Give one of the commands ports, test or demo.", "tset", "dc01")]
    [InlineData("There is no option '--output'.", "--output", "json")]
    [InlineData("The name is empty.", "test", "")]
    public void Bad_usage_says_in_one_line_what_was_wrong(string sentence, params string[] args)
    {
        var tool = Tool.Run(args);
        Assert.Equal((2, ""), (tool.ExitCode, tool.Output));
        Assert.StartsWith(sentence, tool.Error, StringComparison.Ordinal);
        Assert.Single(tool.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void Rows_about_this_machine_need_no_target()
    {
        var tool = Tool.Run("test", "--destination", "Localhost,Sensor");
        Assert.Contains("1 target, 2 checks", tool.Output, StringComparison.Ordinal);
        Assert.Contains("UDP 1813", tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Sensor_v3_needs_no_port_of_a_target()
    {
        var tool = Tool.Run("test", "dc01.contoso.test", "--sensor-type", "Modern");
        Assert.Equal(0, tool.ExitCode);
        Assert.Contains("1 target, 1 check: 1 not applicable", tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_the_old_table_are_tested_too()
    {
        var tool = Tool.Run("test", "dc01.contoso.test", "--catalog", "Seed2022", "--id", "Netlogon445", "--output", "csv");
        Assert.Equal(0, tool.ExitCode);
        var lines = tool.Output.TrimEnd().Split("\r\n");
        Assert.Contains(lines, line => line.Contains(",Tcp,445,Device,Required,Open,ProtocolReply,True,", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains(",Udp,445,Device,Required,NotTested,NoProbeExists,False,", StringComparison.Ordinal));
    }

    [Fact]
    public void Ctrl_C_stops_at_once_and_shows_what_was_found()
    {
        using var stop = new CancellationTokenSource(2500);
        var watch = Stopwatch.StartNew();
        var tool = Tool.Run("", stop.Token, "test", "dc02.contoso.test", "--sensor-type", "Standalone", "--timeout", "60000");
        Assert.Equal(130, tool.ExitCode);
        Assert.InRange(watch.ElapsedMilliseconds, 0, 6000);
        Assert.Contains("Stopped: 1 target,", tool.Output, StringComparison.Ordinal);
        Assert.Contains("NOERROR", tool.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Cancelled", tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Demo_tells_what_it_is_and_fits_into_100_columns()
    {
        var tool = Tool.Run("demo");
        Assert.Equal((1, ""), (tool.ExitCode, tool.Error));
        var lines = tool.Output.Split('\n');
        Assert.StartsWith("Demonstration: ", lines[0], StringComparison.Ordinal);
        Assert.Contains("3 targets, 39 checks: 15 pass, 3 warning, 21 fail (", tool.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', tool.Output);

        // Three lines before the tables may be as long as a sentence.
        Assert.All(lines.Skip(3), line => Assert.InRange(line.TrimEnd('\r').Length, 0, 100));
    }

    [Theory]
    [InlineData("Classic", 13)]
    [InlineData("Standalone", 18)]
    [InlineData("Modern", 1)]
    public void Ports_lists_the_rows_of_a_sensor(string sensorType, int rows)
    {
        var tool = Tool.Run("ports", "--sensor-type", sensorType, "--output", "csv");
        Assert.Equal((0, rows + 1), (tool.ExitCode, tool.Output.TrimEnd().Split("\r\n").Length));
    }

    [Theory]
    [InlineData]
    [InlineData("--help")]
    [InlineData("test", "--help")]
    public void Help_is_no_error(params string[] args)
    {
        var tool = Tool.Run(args);
        Assert.Equal((0, ""), (tool.ExitCode, tool.Error));
        Assert.Contains("Usage:", tool.Output, StringComparison.Ordinal);
    }
}
