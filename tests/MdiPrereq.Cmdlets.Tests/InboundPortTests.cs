using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using MdiPrereq.Checks.Inbound;
using MdiPrereq.Remoting;
using Xunit;

namespace MdiPrereq.Tests.Cmdlets;

/// <summary>
/// Test-MdiInboundPort: what it joins, and how it has sessions work. The sessions are in this process; those over SSH are in the tests of
/// the lab.
/// </summary>
public sealed class InboundPortTests : IDisposable
{
    private readonly Session _session = new(null);
    private readonly string _folder = Directory.CreateTempSubdirectory("mdi-inbound-").FullName;
    private readonly int _port = FreePort.Take();

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("Import-MdiResult \"$folder/*.json\" | Test-MdiInboundPort")]
    [InlineData("Test-MdiInboundPort \"$folder/sender.json\", \"$folder/sensor.json\"")]
    [InlineData("[IO.FileInfo]\"$folder/sender.json\", [IO.FileInfo]\"$folder/sensor.json\" | Test-MdiInboundPort")]
    public void Both_ends_are_joined_from_objects_and_files(string script)
    {
        SaveBoth();
        var outcome = Run(script);
        Assert.Empty(outcome.Errors);
        Assert.Empty(outcome.Warnings);
        var result = Assert.Single(outcome.Of<PortTestResult>());
        Assert.Equal((State.Open, Reason.ProbeArrived, true, Verdict.Pass), (result.State, result.Reason, result.Verified, result.Verdict));
        Assert.Equal("MdiPrereq.InboundTestResult", outcome.Output[0].TypeNames[0]);
        Assert.Equal([true], Run(script + " -Quiet").Of<bool>());
    }

    [Fact]
    public void Results_go_on_as_those_of_other_tests_do()
    {
        SaveBoth();
        var outcome = Run("Import-MdiResult \"$folder/*.json\" | Test-MdiInboundPort | Export-MdiResult \"$folder/joined.json\"; Import-MdiResult \"$folder/joined.json\"");
        Assert.Equal(Reason.ProbeArrived, Assert.Single(outcome.Of<PortTestResult>()).Reason);
    }

    [Fact]
    public void Results_of_other_checks_are_left_out_and_that_is_said()
    {
        SaveBoth();
        var outcome = Run("Test-MdiPort 127.0.0.1 -Id Gc3268 | Export-MdiResult \"$folder/other.json\"; Test-MdiInboundPort \"$folder/*.json\"");
        Assert.Single(outcome.Output);
        Assert.StartsWith("1 result of other checks left out", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void One_end_alone_is_not_tested_and_never_a_pass()
    {
        SaveBoth();
        Assert.Equal("NotTested", Assert.Single(Run("Test-MdiInboundPort \"$folder/sender.json\"").Each("Verdict")));
        var sensor = Run("Test-MdiInboundPort \"$folder/sensor.json\" -Quiet");
        Assert.StartsWith("NothingToJoin,", Assert.Single(sensor.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal([false], sensor.Of<bool>());
    }

    // What nothing came back to is no silence of a firewall's there.
    [Theory]
    [InlineData("Import-MdiResult \"$folder/*.json\" | Export-MdiReport \"$folder/page.html\"")]
    [InlineData("Export-MdiReport \"$folder/page.html\" -InputObject (Import-MdiResult \"$folder/*.json\") -Baseline (Import-MdiResult \"$folder/*.json\")")]
    [InlineData("Import-MdiResult \"$folder/*.json\" | ConvertTo-MdiFirewallRule")]
    [InlineData("Compare-MdiResult (Import-MdiResult \"$folder/sensor.json\") (Import-MdiResult \"$folder/*.json\")")]
    public void What_works_on_results_leaves_out_what_one_end_saw(string script)
    {
        SaveBoth();
        var outcome = Run(script);
        Assert.Empty(outcome.Errors);
        Assert.Empty(outcome.Output);
        Assert.Contains("of what one end sent or received left out", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Sessions_at_both_ends_verify_what_arrives()
    {
        using var sender = new Session(null);
        var (results, errors, warnings) = Conduct(_session.End("sensor"), [sender.End("vpn01")]);
        Assert.Empty(errors);
        Assert.Empty(warnings);
        var result = Assert.Single(results);
        Assert.Equal((State.Open, Reason.ProbeArrived, Verdict.Pass, 4), (result.State, result.Reason, result.Verdict, result.Attempts));
    }

    [Fact]
    public void A_session_that_is_busy_costs_its_own_rows()
    {
        using var sender = new Session(null);
        using var busy = new Session(null);
        using var other = busy.Begin("ForEach-Object", new Dictionary<string, object>
        {
            ["Begin"] = ScriptBlock.Create("[Threading.Thread]::Sleep(8000)"),
            ["Process"] = ScriptBlock.Create(""),
        });
        var (results, errors, _) = Conduct(_session.End("sensor"), [busy.End("vpn02"), sender.End("vpn01")]);
        Assert.Equal([Verdict.Pass, Verdict.NotTested], results.Select(result => result.Verdict));
        Assert.Equal("vpn02", results[1].SourceComputer);
        Assert.StartsWith("InboundSessionFailed", Assert.Single(errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_ends_both_and_leaves_the_port()
    {
        using var sender = new Session(null);
        using var conductor = Conductor(_session.End("sensor"), [sender.End("vpn01")], [], [], timeout: 60_000);
        var running = Task.Run(conductor.Run, TestContext.Current.CancellationToken);
        while (!IsTaken()) await Task.Delay(20, TestContext.Current.CancellationToken);
        conductor.Stop();
        Assert.Empty(await running);
        Assert.False(IsTaken());

        bool IsTaken()
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Any, _port));
                return false;
            }
            catch (SocketException)
            {
                return true;
            }
        }
    }

    private Outcome Run(string script) => _session.Run("$folder = $args[0]; " + script, _folder);

    /// <summary>A probe of syslog over UDP that arrived, as both ends saw it.</summary>
    private void SaveBoth()
    {
        using var session = new Session(null);
        using var receiver = session.Begin("Receive-MdiProbe", new Dictionary<string, object>
        {
            ["Duration"] = 2,
            ["Id"] = "Syslog514",
            ["Transport"] = "Udp",
            ["SyslogPort"] = _port,
        });
        receiver.WaitFor("MdiPrereq.Listening");
        var sending = Run($"Send-MdiProbe 127.0.0.1 -Id Syslog514 -Transport Udp -SyslogPort {_port} -TimeoutMilliseconds 500 | Export-MdiResult \"$folder/sender.json\"");
        Assert.Empty(sending.Errors);
        var received = _session.Run("$args[1] | Export-MdiResult \"$($args[0])/sensor.json\"", _folder, receiver.End());
        Assert.Empty(received.Errors);
    }

    private (IReadOnlyList<PortTestResult> Results, List<ErrorRecord> Errors, List<string> Warnings) Conduct(
        SessionEnd sensor, IEnumerable<SessionEnd> senders)
    {
        var (errors, warnings) = (new List<ErrorRecord>(), new List<string>());
        using var conductor = Conductor(sensor, senders, errors, warnings, timeout: 500);
        return (conductor.Run(), errors, warnings);
    }

    private InboundConductor Conductor(
        SessionEnd sensor, IEnumerable<SessionEnd> senders, List<ErrorRecord> errors, List<string> warnings, int timeout)
    {
        var rows = new InboundRows { Id = ["Syslog514"], Transport = [Transport.Udp], SyslogPort = _port };
        var sending = new Dictionary<string, object> { ["Attempts"] = 4, ["TimeoutMilliseconds"] = timeout };
        var plan = new InboundPlan(["127.0.0.1"], rows, sending, TimeSpan.FromMilliseconds(timeout));
        return new(sensor, senders, plan, errors.Add, warnings.Add);
    }
}
