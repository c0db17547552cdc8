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

    private static readonly string[] Patient = ["--timeout", "2500"];

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
    [InlineData("No row with the port 88 is among those asked for.", "test", "dc01", "--port", "53,88")]
    [InlineData("No row with the port 389 is among those asked for.", "test", "dc01", "--destination", "Device", "--port", "389")]
    [InlineData("No row has the port 1. The ports are 53, 88, 123, 135, 137,", "test", "dc01", "--port", "53,1")]
    [InlineData("No row has the port 1. The ports are 53,", "test", "dc01", "--port", "1", "--sensor-type", "Modern")]
    [InlineData(
        "Port 444 is one of the sensor's own machine (Updater444). Give --destination Localhost", "test", "dc01", "--port", "53,444")]
    [InlineData("Port 443 is that of the cloud service (Cloud443). Give --workspace", "test", "dc01", "--port", "443")]
    [InlineData("'5' is no value for --timeout.", "test", "dc01", "--timeout", "5")]
    [InlineData("'0' is no value for --throttle.", "test", "dc01", "--throttle", "0")]
    [InlineData("'0' is no value for --max-rate.", "nnr", "10.0.0.1", "--max-rate", "0")]
    [InlineData("This machine has no address 192.0.2.77.", "test", "dc01", "--source-address", "192.0.2.77")]
    [InlineData("'dc01' is a name. Give an address of this machine for --source-address.", "test", "dc01", "--source-address", "dc01")]
    [InlineData("'a.b' is not a workspace name.", "test", "dc01", "--workspace", "a.b")]
    [InlineData("'xml' is no value for --output.", "ports", "--output", "xml")]
    [InlineData("No row has the port 9. The ports are 53,", "ports", "--port", "53,9")]
    [InlineData("No row of the port table matches all of these.", "ports", "--destination", "CloudService", "--transport", "Udp")]
    [InlineData("There is no target. Give names, addresses, blocks or ranges", "nnr")]
    [InlineData("There is no option '--methods'.", "nnr", "10.1.2.3", "--methods", "Rdp")]
    [InlineData("'Smb' is no value for --method. Give one of Ntlm, NetBios, Rdp, Dns.", "nnr", "10.1.2.3", "--method", "Smb")]
    [InlineData("'dc01' is a name. Give an address for --dns-server.", "nnr", "10.1.2.3", "--dns-server", "10.0.0.10,dc01")]
    [InlineData("'7' is no value for --prefix-length. Give a number from 8 to 32.", "nnr", "10.1.2.3", "--summary", "--prefix-length", "7")]
    [InlineData("--prefix-length is the length of a subnet's prefix in the summary.", "nnr", "10.1.2.3", "--prefix-length", "16")]
    [InlineData("'10.0.0.0/7' is too wide: no block may be wider than /8.", "nnr", "10.0.0.0/7")]
    [InlineData(
        "There is no command 'tset'. Give one of the commands check, ports, test, nnr, adapter, cloud, receive, send, inbound, rules, compare, ",
        "tset",
        "dc01")]
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
    public void Nnr_streams_a_line_for_each_device_and_ends_with_what_to_do()
    {
        var tool = Tool.Run(["nnr", "192.0.2.101-103", "ws01", "no-such", .. Patient]);
        Assert.Equal((1, ""), (tool.ExitCode, tool.Error));
        var lines = tool.Output.Split('\n').Select(line => line.TrimEnd()).ToList();
        Assert.Equal("  Verdict    Device           NTLM     NetBIOS  RDP      DNS      The sensor sees", lines[0]);
        Assert.Contains("  Pass       192.0.2.101      name     name     name     name     ws01.contoso.test", lines);
        Assert.Contains("  Warning    192.0.2.102      closed   closed   closed   name     mac02.contoso.test (DNS only)", lines);
        Assert.Contains("  Warning    192.0.2.103      closed   name     name     name     ws03.contoso.test (conflict)", lines);
        Assert.Contains("  Pass       ws01             name     name     name     name     ws01.contoso.test", lines);
        Assert.Contains("  Fail       no-such          -        -        -        -        no address in DNS", lines);
        Assert.Contains("5 devices: 2 pass, 2 warning, 1 fail (", tool.Output, StringComparison.Ordinal);
        Assert.Contains("What to do", lines);
        Assert.Contains("Reverse DNS alone names the device.", tool.Output, StringComparison.Ordinal);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 100));
    }

    [Fact]
    public void Nnr_exit_code_is_0_when_every_device_can_be_named()
    {
        var tool = Tool.Run(["nnr", "192.0.2.101", "192.0.2.102", .. Patient]);
        Assert.Equal((0, ""), (tool.ExitCode, tool.Error));
    }

    [Fact]
    public void Nnr_uses_only_the_methods_and_servers_that_are_chosen()
    {
        var tool = Tool.Run(["nnr", "192.0.2.101", "--method", "Rdp,NetBios", .. Patient]);
        Assert.Contains(
            "  Pass       192.0.2.101  -        name     name     -        ws01.contoso.test", tool.Output, StringComparison.Ordinal);
        tool = Tool.Run(["nnr", "192.0.2.102", "--method", "Dns", "--dns-server", "192.0.2.106,192.0.2.10", .. Patient]);
        Assert.Contains("mac02.contoso.test (DNS only)", tool.Output, StringComparison.Ordinal);
        tool = Tool.Run(["nnr", "192.0.2.102", "--method", "Dns", "--dns-server", "192.0.2.106", .. Patient]);
        Assert.Contains("  Fail       192.0.2.102  -        -        -        closed   no name", tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Nnr_summary_gives_the_measure_by_subnet_instead_of_the_devices()
    {
        var tool = Tool.Run(["nnr", "192.0.2.101-192.0.2.104", "192.0.2.10", "--summary", .. Patient]);
        Assert.Equal((1, ""), (tool.ExitCode, tool.Error));
        Assert.Contains("  192.0.2.0/24  NTLM (TCP 135)           5      2       3      60.0  no", tool.Output, StringComparison.Ordinal);
        Assert.Contains("                reverse DNS              5      5       0       0.0  no", tool.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Total", tool.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("ws01", tool.Output, StringComparison.Ordinal);
        Assert.Contains("5 devices: ", tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Nnr_summary_of_several_subnets_names_those_that_fail()
    {
        var tool = Tool.Run(["nnr", "192.0.2.101-192.0.2.104", "--summary", "--prefix-length", "30", "--method", "Ntlm", .. Patient]);
        Assert.Contains("  192.0.2.100/30  NTLM (TCP 135)           3      1       2      66.7  no", tool.Output, StringComparison.Ordinal);
        Assert.Contains(
            "  192.0.2.104/30  NTLM (TCP 135)           1      0       1     100.0  expected", tool.Output, StringComparison.Ordinal);
        Assert.Contains("  Total           NTLM (TCP 135)           4      1       3      75.0  no", tool.Output, StringComparison.Ordinal);
        Assert.Contains("NTLM (TCP 135) fails for more than 90 % in: 192.0.2.104/30", tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Nnr_takes_targets_from_standard_input_and_goes_on_after_a_malformed_one()
    {
        var tool = Tool.RunWithInput("192.0.2.101\n192.0.2.0/7\n192.0.2.101\n", ["nnr", "-", .. Patient]);
        Assert.Equal(2, tool.ExitCode);
        Assert.StartsWith("'192.0.2.0/7' is too wide", tool.Error, StringComparison.Ordinal);
        Assert.Contains("1 device: 1 pass", tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Nnr_of_nothing_is_no_success()
    {
        var tool = Tool.RunWithInput("", "nnr", "-", "--output", "json");
        Assert.Equal((2, "[]"), (tool.ExitCode, tool.Output.Trim()));
    }

    [Fact]
    public void Nnr_does_not_apply_to_sensor_v3()
    {
        var tool = Tool.Run("nnr", "192.0.2.101", "--sensor-type", "Modern");
        Assert.Equal(0, tool.ExitCode);
        Assert.Contains("v3.x needs no port for this", tool.Output, StringComparison.Ordinal);
        Assert.Contains("1 device: 1 not applicable", tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Nnr_stops_at_once_on_Ctrl_C_and_shows_what_was_found()
    {
        using var stop = new CancellationTokenSource(2500);
        var watch = Stopwatch.StartNew();
        var tool = Tool.Run("", stop.Token, "nnr", "192.0.2.101", "192.0.2.105", "--timeout", "60000");
        Assert.Equal(130, tool.ExitCode);
        Assert.InRange(watch.ElapsedMilliseconds, 0, 6000);
        Assert.Contains("Stopped: 1 device: 1 pass", tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Demo_tells_what_it_is_and_fits_into_100_columns()
    {
        var tool = Tool.Run("demo");
        Assert.Equal((1, ""), (tool.ExitCode, tool.Error));
        var lines = tool.Output.Split('\n');
        Assert.StartsWith("Demonstration: ", lines[0], StringComparison.Ordinal);
        Assert.Contains("3 targets, 39 checks: 15 pass, 3 warning, 21 fail (", tool.Output, StringComparison.Ordinal);
        Assert.Contains("Can the sensor name these devices?", tool.Output, StringComparison.Ordinal);
        Assert.Contains("6 devices: 1 pass, 2 warning, 3 fail (", tool.Output, StringComparison.Ordinal);
        Assert.Contains("192.0.2.0/24  NTLM (TCP 135)           6      1       5      83.3  no", tool.Output, StringComparison.Ordinal);
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
    [InlineData("nnr", "--help")]
    public void Help_is_no_error(params string[] args)
    {
        var tool = Tool.Run(args);
        Assert.Equal((0, ""), (tool.ExitCode, tool.Error));
        Assert.Contains("Usage:", tool.Output, StringComparison.Ordinal);
    }
}
