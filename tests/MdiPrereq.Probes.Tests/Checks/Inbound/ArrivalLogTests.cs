using System;
using System.Net;
using MdiPrereq.Checks.Inbound;
using MdiPrereq.Protocols;
using Xunit;

namespace MdiPrereq.Tests.Checks.Inbound;

/// <summary>What is remembered is bounded, whatever is sent; what is counted is not.</summary>
public sealed class ArrivalLogTests
{
    private readonly ArrivalLog _log = new();

    [Fact]
    public void The_same_try_again_is_a_copy()
    {
        Assert.False(_log.Add(Sightings.Probe())!.IsCopy);
        Assert.True(_log.Add(Sightings.Probe())!.IsCopy);
        Assert.False(_log.Add(Sightings.Probe(attempt: 2))!.IsCopy);
        Assert.Equal(3, _log.Probes);
    }

    [Fact]
    public void What_was_captured_first_and_heard_later_is_no_copy()
    {
        Assert.False(_log.Add(Sightings.Probe(seenBy: ProbeListening.Capture))!.IsCopy);
        Assert.False(_log.MayHaveHeard(Sightings.Probe().Marker!));
        Assert.False(_log.Add(Sightings.Probe())!.IsCopy);
        Assert.True(_log.MayHaveHeard(Sightings.Probe().Marker!));
    }

    [Fact]
    public void A_sender_of_other_messages_is_given_once_and_counted_always()
    {
        Assert.NotNull(_log.Add(Sightings.Message("10.0.0.5")));
        Assert.Null(_log.Add(Sightings.Message("10.0.0.5")));
        Assert.NotNull(_log.Add(Sightings.Message("10.0.0.6")));
        Assert.Equal((3, 0), (_log.Messages, _log.Withheld));
    }

    [Fact]
    public void One_sender_cannot_keep_anothers_probe_from_being_given()
    {
        for (var i = 0; i < ArrivalLog.MostOfSender + 10; i++) _log.Add(Sightings.Probe(id: i, sender: "192.0.2.66"));
        Assert.Equal((ArrivalLog.MostOfSender + 10, 10), (_log.Probes, _log.Withheld));
        Assert.NotNull(_log.Add(Sightings.Probe(id: -1)));
    }

    [Fact]
    public void Many_senders_are_bounded_together()
    {
        for (var i = 0; i < ArrivalLog.MostArrivals; i++) Assert.NotNull(_log.Add(Sightings.Probe(id: i, sender: Sender(i))));
        Assert.Null(_log.Add(Sightings.Probe(id: -1)));
        Assert.Equal((ArrivalLog.MostArrivals + 1, 1), (_log.Probes, _log.Withheld));
    }

    [Fact]
    public void A_flood_of_other_messages_takes_no_probes_place()
    {
        for (var i = 0; i < ArrivalLog.MostMessages; i++) Assert.NotNull(_log.Add(Sightings.Message(Sender(i))));
        Assert.Null(_log.Add(Sightings.Message("192.0.2.1")));
        Assert.NotNull(_log.Add(Sightings.Probe()));
        Assert.Equal((1, ArrivalLog.MostMessages + 1, 1), (_log.Probes, _log.Messages, _log.Withheld));
    }

    [Fact]
    public void What_was_heard_and_not_given_is_not_said_to_be_blocked()
    {
        for (var i = 0; i < ArrivalLog.MostOfSender; i++) _log.Add(Sightings.Probe(id: i));
        Assert.Null(_log.Add(Sightings.Probe(id: -1)));
        Assert.True(_log.MayHaveHeard(Sightings.Probe(id: -1).Marker!));
    }

    [Fact]
    public void What_the_firewall_drops_has_not_come_to_the_row()
    {
        Assert.NotNull(_log.Add(Sightings.Probe(seenBy: ProbeListening.Capture) with { Missed = MissedBy.Firewall }));
        Assert.Equal(0, _log.Probes);
    }

    [Fact]
    public void Those_are_blocked_whom_the_listener_never_heard()
    {
        var (captured, heard) = (new SenderTally(), new SenderTally());
        foreach (var sender in new[] { "10.0.0.5", "10.0.0.5", "10.0.0.6", "10.0.0.7" }) captured.Add(IPAddress.Parse(sender));
        heard.Add(IPAddress.Parse("10.0.0.6"));
        Assert.Equal([(IPAddress.Parse("10.0.0.5"), 2), (IPAddress.Parse("10.0.0.7"), 1)], captured.NeverIn(heard, dropped: 0));

        // Of so few nothing can be said when as many were lost.
        Assert.Equal([(IPAddress.Parse("10.0.0.5"), 2)], captured.NeverIn(heard, dropped: 1));
    }

    [Fact]
    public void Of_more_senders_than_are_kept_nothing_is_said()
    {
        var (captured, heard) = (new SenderTally(), new SenderTally());
        captured.Add(IPAddress.Parse("192.0.2.1"));
        for (var i = 0; i <= SenderTally.MostSenders; i++) heard.Add(IPAddress.Parse(Sender(i)));
        Assert.Empty(captured.NeverIn(heard, dropped: 0));
    }

    [Fact]
    public void A_captured_probe_is_overdue_when_the_listener_had_its_time()
    {
        var captured = new CapturedProbes();
        captured.Captured(Sightings.Probe());
        captured.Captured(Sightings.Probe(attempt: 2));
        captured.Heard(Sightings.Probe());
        Assert.Empty(captured.TakeOverdue(Sightings.Time));
        Assert.Equal(2, Assert.Single(captured.TakeOverdue(Sightings.Time + TimeSpan.FromSeconds(2))).Marker!.Attempt);
        Assert.Empty(captured.TakeOverdue(null));
    }

    private static string Sender(int number) => $"10.{number >> 16}.{(number >> 8) & 255}.{number & 255}";
}
