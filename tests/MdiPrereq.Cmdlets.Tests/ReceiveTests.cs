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

    private readonly int _port = FreePort.Take();

    [Fact]
    public void Probes_are_given_as_they_come_and_a_reception_when_the_time_is_over()
    {
        var outcome = Receive(2, "foreach ($try in 1, 2) { Send-Probe $args[0] $try }");
        Assert.Equal(["1", "2"], outcome.OfType<ProbeArrival>().Where(ByListener).Select(arrival => $"{arrival.Attempt}"));
        var reception = Assert.IsType<ProbeReception>(outcome[^1]);
        Assert.Equal((2, Verdict.Pass), (reception.Probes, reception.Verdict));
    }

    [Fact]
    public void With_an_interval_there_is_a_reception_from_the_start()
    {
        var outcome = Receive(2, "Send-Probe $args[0] 1", ("ReceptionInterval", 1));
        Assert.Equal(0, Assert.IsType<ProbeReception>(outcome[0]).Probes);
        Assert.Equal(1, Assert.IsType<ProbeReception>(outcome[^1]).Probes);
    }

    [Fact]
    public void It_says_when_it_listens_in_the_information_stream()
    {
        var outcome = Run($"Receive-MdiProbe -Duration 1 {Rows} -Verbose -InformationVariable said; $said");
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
        Assert.Equal([false], Receive(1, "'nothing'", ("Quiet", true)));
        Assert.Equal([true], Receive(2, "Send-Probe $args[0] 1", ("Quiet", true), ("ReceptionInterval", 1)));
    }

    private static bool ByListener(ProbeArrival arrival) => arrival.SeenBy == ProbeListening.Listener;

    // Another session listens, as a remote one does, while this one sends.
    private List<object> Receive(int seconds, string send, params (string Name, object Value)[] parameters)
    {
        using var session = new Session(null);
        var given = new Dictionary<string, object>
        {
            ["Duration"] = seconds,
            ["Id"] = "Syslog514",
            ["Transport"] = "Udp",
            ["SyslogPort"] = _port,
        };
        foreach (var (name, value) in parameters) given.Add(name, value);
        using var receiver = session.Begin("Receive-MdiProbe", given);
        receiver.WaitFor("MdiPrereq.Listening");
        Assert.Empty(Run(send).Errors);
        return [.. receiver.End().Select(one => one.BaseObject)];
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
