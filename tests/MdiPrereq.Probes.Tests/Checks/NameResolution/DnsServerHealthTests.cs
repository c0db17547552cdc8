using System;
using System.Net;
using MdiPrereq.Checks.NameResolution;
using Xunit;

namespace MdiPrereq.Tests.Checks.NameResolution;

public class DnsServerHealthTests
{
    private static readonly IPAddress Server = IPAddress.Parse("10.0.0.53");

    [Fact]
    public void A_server_that_was_silent_eight_times_from_the_start_is_given_up()
    {
        var health = new DnsServerHealth(() => DateTime.UnixEpoch);
        for (var i = 0; i < 8; i++)
        {
            Assert.False(health.IsGivenUp(Server));
            health.Note(Server, answered: false);
        }

        Assert.True(health.IsGivenUp(Server));
        Assert.False(health.IsGivenUp(IPAddress.Parse("10.0.0.54")));
    }

    [Fact]
    public void One_that_has_answered_is_never_given_up()
    {
        var health = new DnsServerHealth(() => DateTime.UnixEpoch);
        for (var i = 0; i < 7; i++) health.Note(Server, answered: false);
        health.Note(Server, answered: true);
        for (var i = 0; i < 100; i++) health.Note(Server, answered: false);
        Assert.False(health.IsGivenUp(Server));
    }

    [Fact]
    public void A_late_answer_brings_it_back()
    {
        var health = new DnsServerHealth(() => DateTime.UnixEpoch);
        for (var i = 0; i < 20; i++) health.Note(Server, answered: false);
        health.Note(Server, answered: true);
        Assert.False(health.IsGivenUp(Server));
    }

    [Fact]
    public void A_silent_server_is_tried_again_after_a_while()
    {
        var now = DateTime.UnixEpoch;
        var health = new DnsServerHealth(() => now);
        for (var i = 0; i < 8; i++) health.Note(Server, answered: false);
        Assert.True(health.IsGivenUp(Server));

        now += TimeSpan.FromSeconds(1);
        Assert.False(health.IsGivenUp(Server));
        Assert.True(health.IsGivenUp(Server));

        health.Note(Server, answered: true);
        Assert.False(health.IsGivenUp(Server));
    }
}
