using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading;
using Xunit;

namespace MdiPrereq.Tests.Cli;

public sealed class ReceiveCommandTests
{
    private readonly string _port = $"{FreePort.Take()}";

    [Fact]
    public void A_message_is_shown_with_its_sender_and_each_row_at_the_end()
    {
        using var sending = SendForAWhile();
        var tool = Tool.Run("receive", "--duration", "1", "--id", "Syslog514", "--syslog-port", _port);
        Assert.Equal(1, tool.ExitCode);
        Assert.Equal($"Listening on TCP {_port} and UDP {_port}, for 1 s.", tool.Error.Trim());
        Assert.Contains("127.0.0.1", tool.Output);
        Assert.Contains("syslog (RFC 5424)", tool.Output);
        Assert.Contains($"NotTested  TCP {_port} Syslog", tool.Output);
        Assert.Matches(@"1 arrival, 2 rows: 1 pass, 1 not tested \(\d", tool.Output);
        Assert.All(tool.Output.Split('\n'), line => Assert.True(line.TrimEnd('\r').Length <= 100, line));
    }

    [Fact]
    public void Json_has_arrivals_and_receptions_each_with_its_own_properties()
    {
        using var sending = SendForAWhile();
        var tool = Tool.Run(
            "receive", "--duration", "1", "--id", "Syslog514", "--transport", "Udp", "--syslog-port", _port, "--output", "json");
        Assert.Equal(0, tool.ExitCode);
        using var json = JsonDocument.Parse(tool.Output);
        var records = json.RootElement.EnumerateArray().ToList();
        Assert.Equal("syslog (RFC 5424)", records[0].GetProperty("Format").GetString());
        Assert.Equal(0, records[^1].GetProperty("Probes").GetInt32());
    }

    [Fact]
    public void Csv_says_what_each_line_is()
    {
        var tool = Tool.Run("receive", "--duration", "1", "--id", "Syslog514", "--syslog-port", _port, "--output", "csv");
        Assert.Equal("Kind", tool.Output.Split(',')[0]);
        Assert.Equal(["Reception", "Reception"], tool.Output.Split('\n')[1..3].Select(line => line.Split(',')[0].Trim('"')));
    }

    [Theory]
    [InlineData("The row 'Ldap389' does not come in", "--id", "Ldap389")]
    [InlineData("No row has the id 'Nosuch'", "--id", "Nosuch")]
    [InlineData("No row that comes in has both", "--id", "Radius1813", "--transport", "Tcp")]
    [InlineData("'html' is for results of tests. Give one of Table, Json, Csv, Results", "--output", "html")]
    [InlineData("This machine has no address 192.0.2.1.", "--listen-address", "192.0.2.1")]
    [InlineData("Give a number from 1 to 86400", "--duration", "0")]
    public void What_makes_no_sense_is_said_in_one_sentence(string says, params string[] args)
    {
        var tool = Tool.Run(["receive", .. args]);
        Assert.Equal((2, ""), (tool.ExitCode, tool.Output));
        Assert.Contains(says, tool.Error);
    }

    // Again and again, since nobody tells when it is listened; of one sender only the first is given.
    private Timer SendForAWhile() => new(
        _ =>
        {
            using var udp = new UdpClient();
            udp.Send("<135>1 2026-11-26T12:00:00Z host app - - - hello"u8, new IPEndPoint(IPAddress.Loopback, int.Parse(_port, CultureInfo.InvariantCulture)));
        },
        null,
        0,
        20);
}
