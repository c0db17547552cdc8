using System.Linq;
using System.Net.Sockets;
using MdiPrereq.Checks.Inbound;
using MdiPrereq.Contract;
using Xunit;

namespace MdiPrereq.Tests.Checks.Inbound;

public sealed class ReceiveRulesTests
{
    private static readonly InboundRow Row = new InboundRows { Id = ["Radius1813"] }.Select().Single();

    [Fact]
    public void A_probe_that_came_as_it_was_sent_passes()
    {
        var judgement = Judge(Sightings.Probe());
        Assert.Equal((Verdict.Pass, ""), (judgement.Verdict, judgement.Remediation));
        Assert.Equal(
            "Try 1 of a probe came from 10.0.0.5 to UDP 1813 as RADIUS Accounting-Request, 3 ms after it was sent by the sender's clock.",
            judgement.Message);
    }

    [Fact]
    public void A_translated_source_is_told()
    {
        var seen = Sightings.Probe(sender: "192.0.2.1", left: "10.0.0.5:40000");
        Assert.True(seen.IsSourceTranslated);
        Assert.Contains("It left from 10.0.0.5:40000 and is seen here as 192.0.2.1:40112", Warning(seen).Message);
    }

    [Fact]
    public void A_translated_target_is_told_and_is_no_trouble()
    {
        var judgement = Judge(Sightings.Probe(sentTo: "203.0.113.9:1813"));
        Assert.Equal(Verdict.Pass, judgement.Verdict);
        Assert.Contains("sent to 203.0.113.9:1813 and came to 10.0.0.10:1813", judgement.Message);
    }

    [Fact]
    public void The_scope_of_an_address_is_no_translation() =>
        Assert.False(Sightings.Probe(sender: "fe80::5%3", left: "[fe80::5]:40112").IsSourceTranslated);

    [Theory]
    [InlineData(3600, "differ by about 60 min; the sender's is behind, or this one's is ahead")]
    [InlineData(-3600, "differ by about 60 min; the sender's is ahead, or this one's is behind")]
    public void Clocks_an_hour_apart_are_told(int delay, string told) =>
        Assert.Contains(told, Warning(Sightings.Probe(delay: delay)).Message);

    [Fact]
    public void A_copy_is_told() => Assert.Contains("It is a copy", Warning(Sightings.Probe() with { IsCopy = true }).Message);

    [Fact]
    public void A_marker_of_another_row_is_told() =>
        Assert.Contains("the marker of a probe of the row Syslog514", Warning(Sightings.Message("10.0.0.5", "Syslog514")).Message);

    [Fact]
    public void A_message_without_a_marker_shows_that_the_way_is_open() =>
        Assert.Equal(Verdict.Pass, Judge(Sightings.Message("10.0.0.5")).Verdict);

    [Fact]
    public void What_this_machines_firewall_drops_is_told()
    {
        var seen = Sightings.Probe(seenBy: ProbeListening.Capture) with { Missed = MissedBy.Firewall };
        Assert.Equal("Allow UDP 1813 from 10.0.0.5 in this machine's firewall.", Warning(seen).Remediation);
        Assert.Contains("or it was lost in a flood", Warning(seen with { Missed = MissedBy.FirewallOrFlood }).Message);
    }

    [Fact]
    public void What_is_captured_beside_another_program_is_no_proof()
    {
        var judgement = ReceiveRules.Judge(Sightings.Probe(seenBy: ProbeListening.Capture), Row, "freeradius (process 7) on all addresses");
        Assert.Equal(Verdict.Warning, judgement.Verdict);
        Assert.Contains("lets it through to freeradius (process 7) on all addresses is not seen", judgement.Message);
    }

    [Fact]
    public void A_row_that_nothing_came_for_is_not_tested()
    {
        var judgement = Judge(new ReceptionFacts(Row, ProbeListening.ListenerAndCapture) { IsFirewallSeen = true });
        Assert.Equal(
            (Verdict.NotTested, "Listened on UDP 1813 for 60 s: nothing came.", ""),
            (judgement.Verdict, judgement.Message, judgement.Evidence));
        Assert.Contains("Send probes", judgement.Remediation);
    }

    [Fact]
    public void Where_the_firewall_stands_before_capture_it_is_said_that_it_was_not_seen() =>
        Assert.EndsWith(
            "nothing came. What this machine's own firewall drops was not seen: it stands before capture too.",
            Judge(new ReceptionFacts(Row, ProbeListening.ListenerAndCapture)).Message);

    [Fact]
    public void A_row_that_something_came_for_passes()
    {
        var judgement = Judge(new ReceptionFacts(Row, ProbeListening.ListenerAndCapture) { Probes = 1, Messages = 2, Strangers = 1 });
        Assert.Equal(
            (Verdict.Pass, "1 probe, 2 messages without a marker, 1 datagram of another kind", ""),
            (judgement.Verdict, judgement.Evidence, judgement.Remediation));
    }

    [Fact]
    public void Blocked_senders_are_named()
    {
        var judgement = Judge(new ReceptionFacts(Row, ProbeListening.ListenerAndCapture)
        {
            Probes = 1,
            BlockedHere = 3,
            BlockedSenders = "10.0.0.5",
        });
        Assert.Equal(Verdict.Warning, judgement.Verdict);
        Assert.Contains("This machine's own firewall dropped 3 packets for it, from 10.0.0.5.", judgement.Message);
    }

    [Fact]
    public void What_a_flood_cost_is_told() =>
        Assert.Contains(
            "lost 5 packets itself; a probe may have been among them",
            Judge(new ReceptionFacts(Row, ProbeListening.Listener) { Dropped = 5 }).Message);

    [Fact]
    public void A_port_that_is_taken_names_its_holder_and_what_cannot_be_seen()
    {
        var judgement = Judge(new ReceptionFacts(Row, ProbeListening.None)
        {
            Troubles = [new(AddressFamily.InterNetwork, SocketError.AddressAlreadyInUse)],
            Holder = "freeradius (process 7) on all addresses",
            WhyNoCapture = "it needs administrator rights",
        });
        Assert.Equal(Verdict.NotTested, judgement.Verdict);
        Assert.Equal(
            "Not tested: UDP 1813 is taken by freeradius (process 7) on all addresses, and to see beside it what comes to this machine is "
                + "not possible: it needs administrator rights.",
            judgement.Message);
        Assert.Contains("Run this with administrator rights", judgement.Remediation);
    }

    [Fact]
    public void A_port_that_this_user_may_not_have_says_so() =>
        Assert.StartsWith(
            "Not tested: UDP 1813 is not for this user to listen on, and ",
            Judge(new ReceptionFacts(Row, ProbeListening.None)
            {
                Troubles = [new(AddressFamily.InterNetwork, SocketError.AccessDenied)],
                WhyNoCapture = "it needs administrator rights",
            }).Message);

    [Fact]
    public void One_kind_of_address_that_is_taken_is_named() =>
        Assert.Contains(
            "UDP 1813 over IPv6 is taken by another program",
            Judge(new ReceptionFacts(Row, ProbeListening.Listener)
            {
                Troubles = [new(AddressFamily.InterNetworkV6, SocketError.AddressAlreadyInUse)],
            }).Message);

    private static Judgement Judge(Sighting seen) => ReceiveRules.Judge(seen, Row, "");

    private static Judgement Judge(ReceptionFacts facts) => ReceiveRules.Judge(facts, seconds: 60);

    private static Judgement Warning(Sighting seen)
    {
        var judgement = Judge(seen);
        Assert.Equal(Verdict.Warning, judgement.Verdict);
        Assert.NotEmpty(judgement.Remediation);
        return judgement;
    }
}
