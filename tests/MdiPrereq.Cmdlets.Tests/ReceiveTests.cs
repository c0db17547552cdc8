using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using Xunit;

namespace MdiPrereq.Tests.Cmdlets;

/// <summary>Receive-MdiProbe on loopback.</summary>
public class ReceiveTests(Sample sample) : IClassFixture<Sample>
{
    // A syslog message with a marker, sent as soon as the cmdlet says that it listens.
    private const string Send = """
        function Send-Probe($port, $attempt) {
            $udp = [Net.Sockets.UdpClient]::new()
            $udp.Connect('127.0.0.1', $port)
            $local = $udp.Client.LocalEndPoint.Port
            $now = [DateTimeOffset]::UtcNow.ToUnixTimeMilliseconds()
            $marker = "MDIPREREQ1/0123456789abcdef0123456789abcdef/Syslog514/$attempt/$now/127.0.0.1/$local/127.0.0.1/$port"
            $bytes = [Text.Encoding]::ASCII.GetBytes("<135>1 2026-11-26T12:00:00Z host MdiPrereq - - - $marker")
            [void]$udp.Send($bytes, $bytes.Length)
            $udp.Dispose()
        }

        """;

    private const string Rows = "-Id Syslog514 -Transport Udp -SyslogPort $args[0]";

    private readonly int _port = FreePort();

    [Fact]
    public void Probes_are_given_as_they_come_and_a_reception_when_the_input_ends()
    {
        var outcome = Run($"& {{ 1..2 | ForEach-Object {{ Send-Probe $args[0] $_; $_ }} }} $args[0] | Receive-MdiProbe -UntilInputEnds {Rows}");
        Assert.Empty(outcome.Errors);
        Assert.Equal(["1", "2"], outcome.Of<ProbeArrival>().Where(ByListener).Select(arrival => $"{arrival.Attempt}"));
        var reception = Assert.IsType<ProbeReception>(outcome.Output[^1].BaseObject);
        Assert.Equal((2, Verdict.Pass), (reception.Probes, reception.Verdict));
    }

    [Fact]
    public void It_says_when_it_listens_in_the_information_stream()
    {
        var outcome = Run($"@() | Receive-MdiProbe -UntilInputEnds {Rows} -Verbose -InformationVariable said; $said");
        var said = Assert.Single(outcome.Of<InformationRecord>());
        Assert.Equal("MdiPrereq.Listening", Assert.Single(said.Tags));
        Assert.Equal($"Listening on UDP {_port}.", $"{said.MessageData}");
        Assert.Contains($"Listening on UDP {_port}.", outcome.Verbose);
    }

    [Fact]
    public void A_downstream_command_that_has_enough_ends_it()
    {
        using var sending = SendUntilDisposed();
        var outcome = Run($"do {{ Receive-MdiProbe -Duration 3600 {Rows} | ForEach-Object {{ $_; break }} }} while ($false); 'after'");
        Assert.Equal(["MdiPrereq.ProbeArrival", "System.String"], outcome.Output.Select(one => one.BaseObject.GetType().FullName));
    }

    [Fact]
    public void Control_C_ends_it_without_a_reception()
    {
        using var sending = SendUntilDisposed();
        var outcome = sample.Session.RunAndStop($"Receive-MdiProbe -Duration 3600 {Rows}", _port);
        Assert.True(outcome.Ended);
        Assert.Empty(outcome.Of<ProbeReception>());
    }

    [Theory]
    [InlineData("-Id Nosuch", "RequirementNotFound")]
    [InlineData("-Id Ldap389", "NotInbound")]
    [InlineData("-Id Radius1813 -Transport Tcp", "NoRowMatches")]
    [InlineData("-ListenAddress nonsense.example", "InvalidSourceAddress")]
    [InlineData("-ListenAddress 192.0.2.1", "SourceAddressNotLocal")]
    public void What_makes_no_sense_is_an_error_with_an_id(string arguments, string id)
    {
        var outcome = sample.Session.Run($"Receive-MdiProbe -Duration 1 {arguments}");
        Assert.Empty(outcome.Output);
        Assert.StartsWith(id + ",", Assert.Single(outcome.Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public void Rows_of_the_pipeline_that_go_out_are_errors_and_the_others_are_received()
    {
        var outcome = Run(
            "Get-MdiRequiredPort -SensorType Standalone -Id Syslog514, Gc3268 | Receive-MdiProbe -Duration 1 -SyslogPort $args[0]");
        Assert.StartsWith("NotInbound,", Assert.Single(outcome.Errors).FullyQualifiedErrorId);
        Assert.Equal(["Tcp", "Udp"], outcome.Of<ProbeReception>().Select(reception => $"{reception.Transport}").Order());
    }

    [Fact]
    public void Quiet_says_whether_something_came_for_each_row()
    {
        Assert.False((bool)Run($"@() | Receive-MdiProbe -UntilInputEnds {Rows} -Quiet").Output.Single().BaseObject);
        var outcome = Run($"& {{ Send-Probe $args[0] 1; 1 }} $args[0] | Receive-MdiProbe -UntilInputEnds {Rows} -Quiet");
        Assert.True((bool)outcome.Output.Single().BaseObject);
    }

    // Another session, as a remote one is used: its input stays open while others send.
    [Fact]
    public void A_session_that_is_driven_from_outside_gives_arrivals_while_its_input_is_open()
    {
        using var session = new Session(null);
        using var receiver = session.Begin("Receive-MdiProbe", new Dictionary<string, object>
        {
            ["UntilInputEnds"] = true,
            ["Id"] = "Syslog514",
            ["SyslogPort"] = _port,
        });
        receiver.WaitFor("MdiPrereq.Listening");
        Run("Send-Probe $args[0] 1");
        SpinWait.SpinUntil(() =>
        {
            receiver.Give("what came?");
            Thread.Sleep(20);
            return receiver.Given > 0;
        });
        var output = receiver.End();
        Assert.IsType<ProbeArrival>(output[0].BaseObject);
        Assert.Equal(2, output.Count(one => one.BaseObject is ProbeReception));
    }

    private static bool ByListener(ProbeArrival arrival) => arrival.SeenBy == ProbeListening.Listener;

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private Outcome Run(string script) => sample.Session.Run(Send + script, _port);

    private Timer SendUntilDisposed() => new(
        _ =>
        {
            using var udp = new UdpClient();
            udp.Send("<135>1 2026-11-26T12:00:00Z host app - - - hello"u8, new IPEndPoint(IPAddress.Loopback, _port));
        },
        null,
        0,
        50);
}
