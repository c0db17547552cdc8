using System.Linq;
using Xunit;

namespace MdiPrereq.Tests.Checks.Inbound;

/// <summary>What belongs to what: markers, machines, times.</summary>
public sealed class InboundJoinTests
{
    private static readonly string Other = new('b', 32);

    [Fact]
    public void Two_who_send_at_once_are_told_apart()
    {
        var results = Ends.Join(
            isConducted: false,
            [Ends.Sending(), Ends.Sending(marker: Other, source: "10.0.1.8"), Ends.Reception(), .. Ends.Arrivals()]).Results().ToList();
        Assert.Equal(["10.0.1.7 True", "10.0.1.8 False"], results.Select(result => $"{result.SourceAddress} {result.Verified}"));
    }

    [Fact]
    public void Results_are_in_the_order_of_senders_and_rows()
    {
        var syslog = Ends.Sending(row: "Syslog514", marker: Other);
        var radius = Ends.Sending();
        var results = Ends.Join(isConducted: true, syslog, radius).Results();
        Assert.Equal(["Radius1813", "Syslog514"], results.Select(result => result.RequirementId));
    }

    [Fact]
    public void A_marker_that_nobody_sent_proves_nothing_and_is_told()
    {
        var join = Ends.Join(isConducted: false, Ends.Sending(), Ends.Reception(), Ends.Arrival(marker: Other, from: "10.9.9.9"));
        Assert.False(join.Results().Single().Verified);
        Assert.Contains("1 probe came to sensor01 with markers of no sending that was given, from 10.9.9.9", join.Strays().Single());
    }

    [Fact]
    public void So_does_one_that_came_to_another_row_or_of_a_try_that_there_was_not()
    {
        var join = Ends.Join(isConducted: false, Ends.Sending(), Ends.Reception(), Ends.Arrival(row: "Syslog514"), Ends.Arrival(attempt: 5));
        Assert.False(join.Results().Single().Verified);
        Assert.Contains("2 probes came", join.Strays().Single());
    }

    [Fact]
    public void A_sending_given_twice_counts_once() =>
        Assert.Single(Ends.Join(isConducted: false, Ends.Sending(), Ends.Sending(), Ends.Reception()).Results());

    [Fact]
    public void A_reception_is_found_by_the_address_that_was_sent_to()
    {
        var others = new[]
        {
            Ends.Reception(ProbeListening.None, computer: "sensor02", addresses: "10.0.0.11", hindrance: "It is another."),
            Ends.Reception(computer: "sensor01.contoso.com", addresses: "fe80::1, 10.0.0.10"),
        };
        Assert.Contains("arrive at sensor01.contoso.com", Ends.Judged([Ends.Sending(), .. others]).Message);
    }

    [Fact]
    public void Where_a_target_is_translated_it_is_found_by_what_arrived()
    {
        var result = Ends.Judged(
            [Ends.Sending(), Ends.Reception(addresses: "172.16.0.1"), .. Ends.Arrivals(one => Ends.Arrival(one, cameTo: "172.16.0.1"))]);
        Assert.Equal(Reason.ProbeArrived, result.Reason);
    }

    [Fact]
    public void Of_several_receptions_of_a_machine_the_one_of_that_time_counts()
    {
        var later = Ends.Reception(dropped: 7, at: Ends.Noon.AddHours(1));
        Assert.Equal(State.NoReply, Ends.Judged(Ends.Sending(), Ends.Reception(), later).State);
        Assert.Equal(State.NoReply, Ends.Judged(Ends.Sending(), later, Ends.Reception()).State);
    }

    // A clock that is an hour ahead puts the sending out of the time that the sensor listened, unless another row tells the difference.
    [Fact]
    public void What_another_row_tells_of_the_clocks_counts_for_one_that_lost_all()
    {
        var ahead = Ends.Noon.AddHours(1).AddSeconds(10);
        var syslog = Ends.Sending(row: "Syslog514", marker: Other, at: ahead);
        ProbeEvidence[] alone = [syslog, Ends.Reception(row: "Syslog514")];
        Assert.Equal(Verdict.NotTested, Ends.Judged(alone).Verdict);

        var both = Ends.Join(
            isConducted: false,
            [.. alone, Ends.Sending(at: ahead), Ends.Reception(), .. Ends.Arrivals(one => Ends.Arrival(one, delay: -3_600_000))]);
        Assert.Equal(State.NoReply, both.Results().Single(result => result.RequirementId == "Syslog514").State);
    }

    [Fact]
    public void Where_one_saw_to_it_that_the_sensor_listened_no_clock_and_no_address_is_asked()
    {
        var result = Ends.Join(
            isConducted: true, Ends.Sending(at: Ends.Noon.AddHours(1)), Ends.Reception(addresses: "172.16.0.1", computer: "other")).Results().Single();
        Assert.Equal((State.NoReply, Reason.TimedOut), (result.State, result.Reason));
    }

    [Fact]
    public void It_is_complete_when_each_try_was_heard_and_not_before()
    {
        var join = Ends.Join(isConducted: true, Ends.Sending(), Ends.Arrival(1), Ends.Arrival(2), Ends.Arrival(3), Ends.Arrival(3, isCopy: true));
        Assert.False(join.IsComplete);
        join.Add(Ends.Arrival(4, ProbeListening.Capture));
        Assert.False(join.IsComplete);
        join.Add(Ends.Arrival(4));
        Assert.True(join.IsComplete);
        join.Add(Ends.Sending(State.NameNotResolved, Reason.NameNotResolved, attempts: 0, marker: ""));
        Assert.True(join.IsComplete);
    }

    [Fact]
    public void A_row_that_does_not_come_in_is_not_taken() =>
        Assert.False(Ends.Join(isConducted: false).Add(Ends.Sending(row: "Ldap389")));
}
