using System.Linq;
using System.Threading.Tasks;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Engine;
using MdiPrereq.Sample;
using MdiPrereq.Transports;
using Xunit;

namespace MdiPrereq.Tests.Cli;

/// <summary>The demonstration's whole matrix: what is honest is verified, and nothing else is.</summary>
public class SampleNetworkTests(SampleRun run) : IClassFixture<SampleRun>
{
    [Theory]
    [InlineData(Transport.Tcp, 53)]
    [InlineData(Transport.Udp, 53)]
    [InlineData(Transport.Tcp, 88)]
    [InlineData(Transport.Udp, 88)]
    [InlineData(Transport.Udp, 123)]
    [InlineData(Transport.Tcp, 135)]
    [InlineData(Transport.Udp, 137)]
    [InlineData(Transport.Tcp, 389)]
    [InlineData(Transport.Udp, 389)]
    [InlineData(Transport.Tcp, 636)]
    [InlineData(Transport.Tcp, 3268)]
    [InlineData(Transport.Tcp, 3269)]
    [InlineData(Transport.Tcp, 3389)]
    public void Healthy_controller_answers_every_row(Transport transport, int port)
    {
        var result = run.Of("dc01", transport, port);
        Assert.Equal((State.Open, Reason.ProtocolReply, true), (result.State, result.Reason, result.Verified));
        Assert.Equal(Verdict.Pass, result.Verdict);
        Assert.Equal(("192.0.2.10", "192.0.2.100", ""), (result.RemoteAddress, result.SourceAddress, result.Remediation));
        Assert.NotEmpty(result.Evidence);
    }

    [Theory]
    [InlineData(Transport.Tcp, 135)]
    [InlineData(Transport.Tcp, 389)]
    [InlineData(Transport.Udp, 389)]
    [InlineData(Transport.Tcp, 636)]
    [InlineData(Transport.Tcp, 3268)]
    [InlineData(Transport.Tcp, 3269)]
    [InlineData(Transport.Tcp, 3389)]
    public void Healthy_controller_gives_its_full_name(Transport transport, int port) =>
        Assert.Equal("dc01.contoso.test", run.Of("dc01", transport, port).RemoteName);

    [Theory]
    [InlineData(Transport.Udp, 123)]
    [InlineData(Transport.Tcp, 88)]
    [InlineData(Transport.Udp, 88)]
    [InlineData(Transport.Tcp, 135)]
    [InlineData(Transport.Tcp, 389)]
    [InlineData(Transport.Udp, 389)]
    [InlineData(Transport.Tcp, 3269)]
    public void Healthy_controller_tells_the_right_time(Transport transport, int port) =>
        Assert.InRange(run.Of("dc01", transport, port).ClockSkewSeconds!.Value, -1, 1);

    [Theory]
    [InlineData(636)]
    [InlineData(3269)]
    [InlineData(3389)]
    public void Healthy_controller_shows_its_certificate(int port)
    {
        var result = run.Of("dc01", Transport.Tcp, port);
        Assert.Equal(("CN=dc01.contoso.test", "CN=dc01.contoso.test"), (result.CertificateSubject, result.CertificateIssuer));
    }

    [Theory]
    [InlineData(Transport.Tcp, 53, State.Open, Reason.ProtocolReply, Verdict.Pass)]
    [InlineData(Transport.Udp, 53, State.Open, Reason.ProtocolReply, Verdict.Pass)]
    [InlineData(Transport.Tcp, 88, State.Open, Reason.ProtocolReply, Verdict.Warning)]
    [InlineData(Transport.Udp, 88, State.Open, Reason.ProtocolReply, Verdict.Warning)]
    [InlineData(Transport.Udp, 123, State.NoReply, Reason.TimedOut, Verdict.Fail)]
    [InlineData(Transport.Tcp, 135, State.Filtered, Reason.TimedOut, Verdict.Fail)]
    [InlineData(Transport.Udp, 137, State.NoReply, Reason.TimedOut, Verdict.Fail)]
    [InlineData(Transport.Tcp, 389, State.Open, Reason.ProtocolReply, Verdict.Warning)]
    [InlineData(Transport.Udp, 389, State.NoReply, Reason.TimedOut, Verdict.Fail)]
    [InlineData(Transport.Tcp, 636, State.Filtered, Reason.TimedOut, Verdict.Fail)]
    [InlineData(Transport.Tcp, 3268, State.Filtered, Reason.TimedOut, Verdict.Fail)]
    [InlineData(Transport.Tcp, 3269, State.Filtered, Reason.TimedOut, Verdict.Fail)]
    [InlineData(Transport.Tcp, 3389, State.Filtered, Reason.TimedOut, Verdict.Fail)]
    public void Firewalled_controller_answers_where_allowed(Transport transport, int port, State state, Reason reason, Verdict verdict)
    {
        var result = run.Of("dc02", transport, port);
        Assert.Equal((state, reason, verdict), (result.State, result.Reason, result.Verdict));
        Assert.Equal(reason == Reason.ProtocolReply, result.Verified);
    }

    [Theory]
    [InlineData(Transport.Tcp, 88)]
    [InlineData(Transport.Udp, 88)]
    [InlineData(Transport.Tcp, 389)]
    public void Firewalled_controller_is_seven_minutes_fast(Transport transport, int port) =>
        Assert.InRange(run.Of("dc02", transport, port).ClockSkewSeconds!.Value, 419, 421);

    [Theory]
    [InlineData(Transport.Tcp, 53, State.Open, Reason.ConnectionReset)]
    [InlineData(Transport.Udp, 53, State.NoReply, Reason.TimedOut)]
    [InlineData(Transport.Tcp, 88, State.Closed, Reason.ConnectionRefused)]
    [InlineData(Transport.Udp, 88, State.Closed, Reason.PortUnreachable)]
    [InlineData(Transport.Udp, 123, State.NoReply, Reason.TimedOut)]
    [InlineData(Transport.Tcp, 135, State.Open, Reason.UnexpectedReply)]
    [InlineData(Transport.Udp, 137, State.NoReply, Reason.TimedOut)]
    [InlineData(Transport.Tcp, 389, State.Open, Reason.UnexpectedReply)]
    [InlineData(Transport.Udp, 389, State.NoReply, Reason.TimedOut)]
    [InlineData(Transport.Tcp, 636, State.Open, Reason.NoProtocolReply)]
    [InlineData(Transport.Tcp, 3268, State.Open, Reason.NoProtocolReply)]
    [InlineData(Transport.Tcp, 3269, State.Open, Reason.ConnectionReset)]
    [InlineData(Transport.Tcp, 3389, State.Open, Reason.UnexpectedReply)]
    public void Lying_host_is_never_believed(Transport transport, int port, State state, Reason reason)
    {
        var result = run.Of("dc03", transport, port);
        Assert.Equal((state, reason, false, Verdict.Fail), (result.State, result.Reason, result.Verified, result.Verdict));
        Assert.NotEmpty(result.Remediation);
    }

    [Fact]
    public void Name_without_address_gives_every_row_all_the_same()
    {
        var results = run.Results.Where(result => result.ComputerName == "no-such.contoso.test").ToList();
        Assert.Equal(13, results.Count);
        Assert.All(results, result => Assert.Equal((State.NameNotResolved, Reason.NameNotResolved), (result.State, result.Reason)));
    }

    [Fact]
    public async Task Controllers_are_found_by_their_srv_records()
    {
        using var network = new SampleNetwork();
        var options = new PortTestOptions { Network = network };
        var found = await DomainControllerLocator.FindAsync("contoso.test", options, TestContext.Current.CancellationToken);
        Assert.Equal(["dc01.contoso.test", "dc02.contoso.test", "dc03.contoso.test"], found.Names.Order());
    }
}
