using System;
using System.Collections.Generic;
using MdiPrereq.Transports;
using Xunit;

namespace MdiPrereq.Tests.Transports;

public class TimerWheelTests
{
    private readonly TimerWheel _wheel = new();

    [Theory]
    [InlineData(1)]
    [InlineData(600)]
    [InlineData(3_000)]
    [InlineData(4_096)]
    [InlineData(300_000)]
    public void A_timer_is_due_once_and_no_sooner_than_its_time(int milliseconds)
    {
        var timer = new Bell();
        _wheel.Set(timer, milliseconds);
        _wheel.Advance(milliseconds - 1);
        Assert.Equal(0, timer.Rings);
        _wheel.Advance(milliseconds + TimerWheel.Tick);
        _wheel.Advance(milliseconds * 2 + 10_000);
        Assert.Equal(1, timer.Rings);
        Assert.Equal(0, _wheel.Count);
    }

    [Fact]
    public void A_timer_that_was_dropped_is_never_due()
    {
        var timer = new Bell();
        _wheel.Set(timer, 100);
        _wheel.Drop(timer);
        _wheel.Drop(timer);
        _wheel.Advance(10_000);
        Assert.Equal(0, timer.Rings);
        Assert.Equal(-1, _wheel.MillisecondsToNext(10_000));
    }

    [Fact]
    public void Timers_may_set_and_drop_others_of_the_same_moment()
    {
        var (first, second) = (new Bell(), new Bell());
        first.OnDue = () => _wheel.Drop(second);
        second.OnDue = () => _wheel.Drop(first);
        _wheel.Set(first, 100);
        _wheel.Set(second, 100);
        _wheel.Advance(200);
        Assert.Equal(1, first.Rings + second.Rings);

        var again = new Bell();
        again.OnDue = () =>
        {
            if (again.Rings == 1) _wheel.Set(again, 300);
        };
        _wheel.Set(again, 250);
        _wheel.Advance(250 + TimerWheel.Tick);
        Assert.Equal(1, again.Rings);
        _wheel.Advance(300 + TimerWheel.Tick);
        Assert.Equal(2, again.Rings);
    }

    [Fact]
    public void Waiting_as_long_as_it_says_misses_no_timer()
    {
        var random = new Random(7);
        var timers = new List<(Bell Timer, long Due)>();
        for (var i = 0; i < 500; i++) timers.Add((new(), random.Next(1, 20_000)));
        foreach (var (timer, due) in timers) _wheel.Set(timer, due);
        var now = 0L;
        while (_wheel.MillisecondsToNext(now) is >= 0 and var wait)
        {
            now += Math.Max(1, wait);
            _wheel.Advance(now);
            Assert.All(timers, one => Assert.True(one.Timer.Rings == 1 || one.Due + TimerWheel.Tick >= now));
            Assert.All(timers, one => Assert.True(one.Timer.Rings == 0 || one.Due <= now));
        }

        Assert.All(timers, one => Assert.Equal(1, one.Timer.Rings));
    }

    [Fact]
    public void A_turn_counts_no_more_than_it_meant_to_take()
    {
        var clock = new FairClock(1_000);
        clock.Advance(1_100, meant: 100);
        Assert.Equal((100, 0), (clock.Now, clock.Lag));
        clock.Advance(6_100, meant: 0);
        Assert.InRange(clock.Now, 100, 150);
        Assert.Equal(5_100, clock.Now + clock.Lag);
    }

    private sealed class Bell : TimerWheel.Timer
    {
        public int Rings { get; private set; }

        public Action OnDue { get; set; } = static () => { };

        public override void Due()
        {
            Rings++;
            OnDue();
        }
    }
}
