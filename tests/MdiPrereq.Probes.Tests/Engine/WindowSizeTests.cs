using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Engine;
using MdiPrereq.Transports;
using Xunit;

namespace MdiPrereq.Tests.Engine;

public class WindowSizeTests
{
    private const int Most = 16_384;

    private readonly WindowSize _window = new(Most, 0, 0);
    private long _now;
    private long _lag;

    [Fact]
    public void It_starts_small_and_never_above_its_bound()
    {
        Assert.Equal(WindowSize.Least, _window.Size);
        Assert.Equal(5, new WindowSize(5, 0, 0).Size);
    }

    [Fact]
    public void Silence_alone_lets_it_grow_at_once_but_not_for_ever()
    {
        Wait(200);
        Assert.Equal(WindowSize.Blind, _window.Size);
        Wait(10_000);
        Assert.Equal(WindowSize.Blind, _window.Size);
    }

    [Fact]
    public void Answers_let_it_grow_to_its_bound_and_no_further()
    {
        Answer(2 * Most);
        Assert.Equal(Most, _window.Size);
    }

    [Fact]
    public void It_does_not_grow_while_probes_wait_for_our_own_thread()
    {
        Answer(5_000, backlog: WindowSize.MaxBacklog + 1);
        for (var i = 0; i < 100; i++) _window.Pass(_now += 25, 0, WindowSize.MaxBacklog + 1);
        Assert.Equal(WindowSize.Least, _window.Size);
    }

    [Fact]
    public void It_shrinks_when_we_are_late_ourselves_and_then_grows_slowly()
    {
        Answer(Most);
        _lag += 200;
        Wait(300);
        var shrunk = _window.Size;
        Assert.InRange(shrunk, Most / 2, Most * 3 / 4);
        Answer(shrunk);
        Assert.InRange(_window.Size, shrunk, shrunk + 100);
    }

    [Fact]
    public void It_shrinks_when_more_answers_need_retransmission_than_before()
    {
        Answer(3_000);
        Wait(500);
        var before = _window.Size;
        for (var i = 0; i < 128; i++) _window.Answered(i % 4 == 0, ++_now, 0);
        Assert.InRange(_window.Size, before / 2, before * 3 / 4);
    }

    [Fact]
    public void A_network_that_always_loses_some_does_not_keep_it_small()
    {
        for (var i = 0; i < 2 * Most; i++) _window.Answered(i % 5 == 0, ++_now, 0);
        Assert.Equal(Most, _window.Size);
    }

    [Fact]
    public void A_shortage_of_sockets_is_its_bound_from_then_on()
    {
        Answer(4_000);
        Wait(500);
        var before = _window.Size;
        _window.Exhausted(_now);
        var shrunk = _window.Size;
        Assert.InRange(shrunk, before / 2, before * 3 / 4);
        Answer(20_000);
        Assert.Equal(shrunk, _window.Size);
    }

    [Fact]
    public void One_trouble_shrinks_it_once_and_never_below_its_start()
    {
        Answer(3_000);
        Wait(500);
        var before = _window.Size;
        for (var i = 0; i < 100; i++) _window.Exhausted(_now);
        Assert.InRange(_window.Size, before / 2, before * 3 / 4);
        for (var i = 0; i < 100; i++) _window.Exhausted(_now += 1_000);
        Assert.Equal(WindowSize.Least, _window.Size);
    }

    [Fact]
    public void A_pacer_lets_no_more_leave_than_it_may()
    {
        var pacer = new Pacer(perSecond: 100);
        Assert.Equal(0, pacer.Reserve(1_000, 1));
        Assert.Equal(10, pacer.Reserve(1_000, 5));
        Assert.Equal(60, pacer.Reserve(1_000, 1));
        Assert.Equal(0, pacer.Reserve(5_000, 1));
        Assert.Equal(10, pacer.Reserve(5_000, 1));
    }

    [Fact]
    public async Task Places_follow_the_limit_and_the_order_of_coming()
    {
        var limit = 1;
        var slots = new Slots(() => limit);
        await slots.EnterAsync(CancellationToken.None);
        var (second, third) = (slots.EnterAsync(CancellationToken.None), slots.EnterAsync(CancellationToken.None));
        Assert.False(second.IsCompleted);
        slots.Leave();
        await second;
        Assert.False(third.IsCompleted);
        limit = 2;
        slots.LetIn();
        await third;
    }

    [Fact]
    public async Task Who_stops_waiting_takes_no_place()
    {
        var slots = new Slots(() => 1);
        await slots.EnterAsync(CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var waiting = slots.EnterAsync(stop.Token);
        stop.Cancel();
        await Assert.ThrowsAnyAsync<System.OperationCanceledException>(() => waiting);
        slots.Leave();
        await slots.EnterAsync(CancellationToken.None);
    }

    private void Answer(int count, int backlog = 0)
    {
        for (var i = 0; i < count; i++) _window.Answered(false, _now, backlog);
    }

    private void Wait(int milliseconds)
    {
        for (var end = _now + milliseconds; _now < end; _now += 25) _window.Pass(_now, _lag, 0);
    }
}
