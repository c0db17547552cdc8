using System.Linq;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Contract;
using MdiPrereq.Results;
using Xunit;

namespace MdiPrereq.Tests.Results;

/// <summary>Rows that show the same and mean the same are one request; nothing else is.</summary>
public class PortAdviceTests
{
    [Fact]
    public void Rows_that_show_the_same_are_one_request()
    {
        var advice = Assert.Single(
            PortAdvice.From(
                [Failed(636, "LDAPS"), Failed(389, "LDAP"), Failed(389, "LDAP", transport: Transport.Udp, state: State.NoReply)]));
        Assert.Equal("dc02: TCP 389, 636 and UDP 389", advice.Subject);
        Assert.Equal(
            PortRemedy.Of(State.Filtered, Reason.TimedOut, "TCP 389, 636 and UDP 389", "the service", "dc02", ""), advice.Remediation);
        Assert.Equal(["TCP 389, 636, such as TCP 636: Seen on TCP 636.", "UDP 389: Seen on UDP 389."], advice.Seen);
    }

    [Fact]
    public void A_row_alone_has_its_own_words()
    {
        var failed = Failed(636, "LDAPS");
        var advice = Assert.Single(PortAdvice.From([failed]));
        Assert.Equal(("dc02: TCP 636", failed.Remediation), (advice.Subject, advice.Remediation));
        Assert.Equal([failed.Message], advice.Seen);
    }

    [Fact]
    public void Another_trouble_another_verdict_and_another_target_are_requests_of_their_own()
    {
        var results = new[]
        {
            Failed(636, "LDAPS"),
            Failed(389, "LDAP", state: State.Closed, reason: Reason.ConnectionRefused),
            Failed(3268, "LDAP", verdict: Verdict.Warning),
            Failed(3269, "LDAPS", target: "dc03"),
        };
        Assert.Equal(
            ["dc02: TCP 636", "dc02: TCP 389", "dc02: TCP 3268", "dc03: TCP 3269"],
            PortAdvice.From(results).Select(advice => advice.Subject));
    }

    // A row of the sensor's own machine, of the cloud service, or one whose wording is of another version: state and reason do not tell.
    [Fact]
    public void What_has_advice_of_its_own_keeps_it()
    {
        var results = new[] { Failed(444, "SSL", remediation: "See whether the updater runs."), Failed(636, "LDAPS"), Failed(389, "LDAP") };
        Assert.Equal(
            ["See whether the updater runs.", Failed(0, "").Remediation.Replace("TCP 0", "TCP 389, 636").Replace("whether  ", "whether the service ")],
            PortAdvice.From(results).Select(advice => advice.Remediation));
    }

    private static PortTestResult Failed(
        int port,
        string service,
        Transport transport = Transport.Tcp,
        State state = State.Filtered,
        Reason reason = Reason.TimedOut,
        Verdict verdict = Verdict.Fail,
        string target = "dc02",
        string? remediation = null) => new()
        {
            ComputerName = target,
            Transport = transport,
            Port = port,
            Service = service,
            State = state,
            Reason = reason,
            Verdict = verdict,
            Message = $"Seen on {PortName.Of(transport, port)}.",
            Remediation = remediation ?? PortRemedy.Of(state, reason, PortName.Of(transport, port), service, target, ""),
        };
}
