using System;
using System.Linq;
using Xunit;

namespace MdiPrereq.Tests.Checks.Inbound;

/// <summary>What both ends together mean: each finding and its sentence.</summary>
public sealed class InboundRulesTests
{
    [Fact]
    public void What_arrived_is_verified()
    {
        var result = Ends.Judged([Ends.Sending(), Ends.Reception(), .. Ends.Arrivals()]);
        Assert.Equal("Open ProbeArrived True Pass", Said(result));
        Assert.Equal("4 probes sent by vpn01 (10.0.1.7) to UDP 1813 arrived at sensor01.", result.Message);
        Assert.Equal(("", "4 of 4 probes, as RADIUS Accounting-Request", "sensor01"), (result.Remediation, result.Evidence, result.RemoteName));
        Assert.Equal(0.002, result.ClockSkewSeconds);
    }

    [Fact]
    public void One_that_arrived_of_four_is_enough_and_the_loss_is_said()
    {
        var result = Ends.Judged(Ends.Sending(), Ends.Reception(), Ends.Arrival(attempt: 3));
        Assert.Equal("Open ProbeArrived True Pass", Said(result));
        Assert.StartsWith("1 of 4 probes sent by vpn01 (10.0.1.7) to UDP 1813 arrived at sensor01; the others were lost", result.Message);
    }

    [Fact]
    public void A_translated_source_is_a_warning_since_clients_are_known_by_address()
    {
        var result = Ends.Judged([Ends.Sending(), Ends.Reception(), .. Ends.Arrivals(one => Ends.Arrival(one, from: "192.0.2.1", port: 1024))]);
        Assert.Equal("Open ProbeArrived True Warning", Said(result));
        Assert.Contains("translated on the way (NAT): 10.0.1.7:40112 is seen as 192.0.2.1:1024", result.Message);
        Assert.Contains("192.0.2.1", result.Remediation);
    }

    [Fact]
    public void A_translated_target_is_told_and_passes()
    {
        var result = Ends.Judged([Ends.Sending(), Ends.Reception(), .. Ends.Arrivals(one => Ends.Arrival(one, sentTo: "203.0.113.9"))]);
        Assert.Equal("Open ProbeArrived True Pass", Said(result));
        Assert.Contains("203.0.113.9 leads to 10.0.0.10", result.Message);
    }

    [Theory]
    [InlineData(3_600_000, 3600)]
    [InlineData(-3_600_000, -3600)]
    public void Clocks_an_hour_apart_are_a_warning(double delay, double skew)
    {
        var result = Ends.Judged([Ends.Sending(), Ends.Reception(), .. Ends.Arrivals(one => Ends.Arrival(one, delay: delay))]);
        Assert.Equal("Open ProbeArrived True Warning", Said(result));
        Assert.Equal(skew, result.ClockSkewSeconds);
        Assert.Contains("The clocks of both differ by 60 min", result.Message);
        Assert.StartsWith("Set the clocks", result.Remediation);
    }

    [Fact]
    public void Copies_take_nothing_from_what_arrived()
    {
        var doubled = Ends.Judged([Ends.Sending(), Ends.Reception(), .. Ends.Arrivals(), Ends.Arrival(isCopy: true)]);
        Assert.Equal("Open ProbeArrived True Pass", Said(doubled));
        Assert.Contains("1 copy of them came too, doubled on the way.", doubled.Message);

        var replayed = Ends.Judged([Ends.Sending(), Ends.Reception(), .. Ends.Arrivals(), Ends.Arrival(from: "10.9.9.9", isCopy: true)]);
        Assert.Equal("Open ProbeArrived True Pass", Said(replayed));
        Assert.Contains("1 copy of them came too, also from 10.9.9.9: somebody sends them again.", replayed.Message);
        Assert.DoesNotContain("translated", replayed.Message);
    }

    [Fact]
    public void A_reply_that_the_secret_proves_needs_no_listener()
    {
        var result = Ends.Judged(Ends.Sending(State.Open, Reason.ProtocolReply, verified: true));
        Assert.Equal("Open ProtocolReply True Pass", Said(result));
        Assert.StartsWith("The sensor answered, and the shared secret proves it", result.Message);
    }

    [Fact]
    public void A_datagram_captured_beside_another_program_has_come_to_the_machine_and_no_further()
    {
        var result = Ends.Judged(
        [
            Ends.Sending(),
            Ends.Reception(ProbeListening.Capture, holder: "sensor.exe (process 7)", rule: "Enabled"),
            .. Ends.Arrivals(one => Ends.Arrival(one, ProbeListening.Capture)),
        ]);
        Assert.Equal("Open NoProtocolReply False Warning", Said(result));
        Assert.Contains("came to sensor01, where sensor.exe (process 7) has the port", result.Message);
        Assert.Contains("the sensor's firewall rule is on", result.Message);
        Assert.Contains("shared secret", result.Remediation);
    }

    [Fact]
    public void Where_a_reply_was_wanted_and_did_not_come_the_clients_address_is_named()
    {
        var result = Ends.Judged(
        [
            Ends.Sending(verdict: Verdict.Warning),
            Ends.Reception(ProbeListening.Capture, holder: "sensor.exe (process 7)"),
            .. Ends.Arrivals(one => Ends.Arrival(one, ProbeListening.Capture, from: "192.0.2.1")),
        ]);
        Assert.Contains("No reply came that the shared secret proves.", result.Message);
        Assert.Equal("Compare the secret at both ends, and see whether 192.0.2.1 is among the RADIUS clients of sensor01.", result.Remediation);
    }

    [Fact]
    public void Data_of_a_connection_to_another_program_has_been_let_in()
    {
        var result = Ends.Judged(
        [
            Ends.Sending(State.Open, Reason.NoProtocolReply, Transport.Tcp, "Syslog514"),
            Ends.Reception(ProbeListening.Capture, Transport.Tcp, "Syslog514", holder: "rsyslogd"),
            .. Ends.Arrivals(one => Ends.Arrival(one, ProbeListening.Capture, Transport.Tcp, "Syslog514")),
        ]);
        Assert.Equal("Open ProbeArrived True Pass", Said(result));
    }

    [Fact]
    public void What_came_to_the_machine_and_not_to_the_listener_was_dropped_by_its_firewall()
    {
        var result = Ends.Judged(
            [Ends.Sending(), Ends.Reception(blocked: "10.0.1.7"), .. Ends.Arrivals(one => Ends.Arrival(one, ProbeListening.Capture))]);
        Assert.Equal("Filtered BlockedAtTarget False Warning", Said(result));
        Assert.Contains("came to sensor01, whose own firewall keeps them from the port: the way there is open", result.Message);
        Assert.Equal("Allow UDP 1813 from 10.0.1.7 in the firewall of sensor01.", result.Remediation);
    }

    // What the system drops for want of room is captured too, and never heard.
    [Fact]
    public void In_a_flood_nobody_can_say_that_it_was_the_firewall()
    {
        var result = Ends.Judged(
            [Ends.Sending(), Ends.Reception(dropped: 9), .. Ends.Arrivals(one => Ends.Arrival(one, ProbeListening.Capture))]);
        Assert.Equal("NotTested Error False NotTested", Said(result));
        Assert.DoesNotContain("firewall", result.Message);
    }

    // A receiver that was stopped gives no reception: its port may have been another program's.
    [Fact]
    public void Captured_alone_says_nothing_of_a_firewall_where_nobody_says_how_it_was_listened()
    {
        var result = Ends.Judged([Ends.Sending(), .. Ends.Arrivals(one => Ends.Arrival(one, ProbeListening.Capture))]);
        Assert.Equal("NotTested Error False NotTested", Said(result));
        Assert.StartsWith("Not tested: 4 probes sent by vpn01 (10.0.1.7) to UDP 1813 came to sensor01; nobody says how it listened", result.Message);
    }

    [Fact]
    public void An_address_of_IPv6_is_told_from_its_port()
    {
        var result = Ends.Judged([Ends.Sending(), Ends.Reception(), .. Ends.Arrivals(one => Ends.Arrival(one, from: "fd77::1", port: 1024))]);
        Assert.Contains("is seen as [fd77::1]:1024", result.Message);
    }

    [Fact]
    public void So_is_a_request_to_connect_which_has_no_marker()
    {
        var result = Ends.Judged(Tcp(State.Filtered, Reason.TimedOut, attempts: 0), Listening(blocked: "10.0.9.9, 10.0.1.7"));
        Assert.Equal("Filtered BlockedAtTarget False Warning", Said(result));
        Assert.StartsWith("The requests of vpn01 (10.0.1.7) to connect to TCP 514 came to sensor01", result.Message);
    }

    [Fact]
    public void What_the_sender_could_not_send_is_the_senders()
    {
        var result = Ends.Judged(Ends.Sending(State.BlockedLocally, Reason.AccessDenied, attempts: 0, marker: ""), Ends.Reception());
        Assert.Equal("BlockedLocally AccessDenied False Warning", Said(result));
        Assert.StartsWith("vpn01 (10.0.1.7) refused to send", result.Message);
    }

    [Fact]
    public void A_name_without_an_address_is_said_as_the_sender_says_it()
    {
        var result = Ends.Judged(
            Ends.Sending(State.NameNotResolved, Reason.NameNotResolved, attempts: 0, marker: "", remediation: "Mend DNS."), Ends.Reception());
        Assert.Equal("NameNotResolved NameNotResolved False Warning", Said(result));
        Assert.StartsWith("What the sender says.", result.Message);
        Assert.Equal("Mend DNS.", result.Remediation);
    }

    [Theory]
    [InlineData(State.Closed, Reason.PortUnreachable, "nothing listens there (ICMP port unreachable)")]
    [InlineData(State.Unreachable, Reason.AdministrativelyProhibited, "administratively prohibited")]
    [InlineData(State.Unreachable, Reason.NetworkUnreachable, "no route to that network")]
    [InlineData(State.Unreachable, Reason.HostUnreachable, "the host cannot be reached")]
    public void Who_was_refused_while_the_sensor_listened_is_told_that_another_answered(State state, Reason reason, string told)
    {
        var result = Ends.Judged(Ends.Sending(state, reason), Ends.Reception());
        Assert.Equal($"{state} {reason} False Warning", Said(result));
        Assert.StartsWith("sensor01 listened on UDP 1813 and heard nothing, while vpn01 (10.0.1.7) was told:", result.Message);
        Assert.Contains(told, result.Message);
    }

    [Fact]
    public void What_was_sent_while_the_sensor_listened_and_did_not_come_is_lost_on_the_way()
    {
        var result = Ends.Judged(Ends.Sending(), Ends.Reception());
        Assert.Equal("NoReply TimedOut False Warning", Said(result));
        Assert.Equal(
            "4 probes sent by vpn01 (10.0.1.7) to UDP 1813 did not arrive at sensor01, which listened all the time: they were blocked on the way. "
                + "Needed only with VPN integration.",
            result.Message);
        Assert.Equal("Allow UDP 1813 from 10.0.1.7 to 10.0.0.10 in the firewalls on the way.", result.Remediation);
    }

    [Fact]
    public void Without_capture_the_sensors_own_firewall_may_have_been_it()
    {
        var result = Ends.Judged(Ends.Sending(), Ends.Reception(ProbeListening.Listener));
        Assert.Contains("blocked on the way, or by that machine's own firewall, which was not seen.", result.Message);
        Assert.EndsWith("in the firewalls on the way and on the sensor.", result.Remediation);
    }

    // Windows Firewall hides from capture, too, what it drops.
    [Fact]
    public void On_Windows_it_may_have_been_it_even_with_capture()
    {
        var result = Ends.Judged(Ends.Sending(), Ends.Reception(isFirewallSeen: false, rule: "Disabled"));
        Assert.Contains("own firewall, which was not seen; the sensor's firewall rule is off.", result.Message);
    }

    [Fact]
    public void A_lost_request_to_connect_may_be_the_senders_own_firewall_too()
    {
        var result = Ends.Judged(Tcp(State.Filtered, Reason.TimedOut, attempts: 0), Listening());
        Assert.Equal("Filtered TimedOut False Warning", Said(result));
        Assert.Contains("they were blocked on the way, or by the firewall of vpn01. Optional.", result.Message);
    }

    // A request has no marker: behind a NAT the sender has another address.
    [Fact]
    public void Of_those_whom_the_sensors_firewall_blocked_only_unknown_ones_may_be_this_one()
    {
        var unknown = Ends.Judged(Tcp(State.Filtered, Reason.TimedOut, attempts: 0), Listening(blocked: "192.0.2.1"));
        Assert.Contains("own firewall, which dropped packets of 192.0.2.1", unknown.Message);

        var known = Ends.Join(
            isConducted: false,
            Tcp(State.Filtered, Reason.TimedOut, attempts: 0),
            Ends.Sending(State.Filtered, Reason.TimedOut, Transport.Tcp, "Syslog514", 0, marker: "", source: "10.0.1.8"),
            Listening(blocked: "10.0.1.8")).Results().First();
        Assert.DoesNotContain("10.0.1.8", known.Message);
    }

    [Fact]
    public void A_connection_that_never_came_to_the_sensor_was_taken_by_another()
    {
        var result = Ends.Judged(Tcp(State.Open, Reason.NoProtocolReply), Listening());
        Assert.Equal("Open NoProtocolReply False Warning", Said(result));
        Assert.Contains("something on the way accepts in its place", result.Message);
    }

    [Fact]
    public void Without_a_word_from_the_sensor_nothing_is_lost()
    {
        var result = Ends.Judged(Ends.Sending());
        Assert.Equal("NotTested Error False NotTested", Said(result));
        Assert.Equal("Not tested: 4 probes sent by vpn01 (10.0.1.7) to UDP 1813; nobody says what arrived at sensor01.", result.Message);
    }

    [Fact]
    public void A_sensor_that_could_not_listen_says_why()
    {
        var result = Ends.Judged(Ends.Sending(), Ends.Reception(ProbeListening.None, hindrance: "Another program has the port."));
        Assert.Equal("NotTested Error False NotTested", Said(result));
        Assert.Equal("Not tested: sensor01 could not listen. Another program has the port.", result.Message);
        Assert.Equal("Do what lets it listen.", result.Remediation);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public void In_a_flood_nothing_is_lost_that_may_have_been_dropped(long dropped, long withheld)
    {
        var result = Ends.Judged(Ends.Sending(), Ends.Reception(dropped: dropped, withheld: withheld));
        Assert.Equal("NotTested Error False NotTested", Said(result));
        Assert.Contains("the probes may be among them", result.Message);

        // What came is proved all the same.
        Assert.True(Ends.Judged([Ends.Sending(), Ends.Reception(dropped: dropped, withheld: withheld), .. Ends.Arrivals()]).Verified);
    }

    [Theory]
    [InlineData(-30)]
    [InlineData(59)]
    public void Who_sent_while_nobody_listened_has_lost_nothing(int seconds)
    {
        var result = Ends.Judged(Ends.Sending(at: Ends.Noon.AddSeconds(seconds + (seconds > 0 ? 10 : 0))), Ends.Reception());
        Assert.Equal("NotTested Error False NotTested", Said(result));
        Assert.Contains("by the clocks it did not listen all the time", result.Message);
    }

    private static string Said(PortTestResult result) => $"{result.State} {result.Reason} {result.Verified} {result.Verdict}";

    private static ProbeSending Tcp(State state, Reason reason, int attempts = 4) =>
        Ends.Sending(state, reason, Transport.Tcp, "Syslog514", attempts, marker: attempts == 0 ? "" : null);

    private static ProbeReception Listening(string blocked = "") =>
        Ends.Reception(transport: Transport.Tcp, row: "Syslog514", blocked: blocked);
}
