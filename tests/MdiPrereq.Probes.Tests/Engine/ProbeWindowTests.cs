using System;
using System.Collections.Generic;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Engine;
using Xunit;

namespace MdiPrereq.Tests.Engine;

public class ProbeWindowTests
{
    [Theory]
    [InlineData(1, 3)]
    [InlineData(5, 1)]
    [InlineData(16, 2)]
    public void Never_has_more_in_flight_than_the_limit_and_gives_every_result(int limit, int probesPerTarget)
    {
        using var window = new ProbeWindow<int>(limit);
        var gauge = new Gauge();
        var taken = new List<int>();
        for (var target = 0; target < 60; target++)
        {
            while (!window.HasRoom) Take(window, taken, 20);
            Start(window, new(new byte[] { 10, 0, 0, (byte)target }), target, probesPerTarget, gauge);
        }

        while (!window.IsIdle) Take(window, taken, 20);
        Assert.Equal(60 * probesPerTarget, taken.Count);
        Assert.InRange(gauge.Peak, 1, limit);
        Assert.InRange(window.MostInFlight, gauge.Peak, limit);
        Assert.Equal((60 * probesPerTarget, 60 * probesPerTarget), window.Progress);
    }

    [Fact]
    public void The_window_grows_also_when_every_target_is_started()
    {
        using var window = new ProbeWindow<int>(1_000);
        var silence = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        for (var target = 0; target < 200; target++)
        {
            var host = new IPAddress(new byte[] { 10, 0, 0, (byte)target });
            window.Start(
                1,
                async share =>
                {
                    share.Expect(1);
                    share.Emit(0, await share.RunAsync(host, _ => silence.Task));
                },
                (_, _) => -1);
        }

        Assert.True(SpinWait.SpinUntil(() => !window.TryTake(out _, 20) && window.MostInFlight == 200, 30_000));
        silence.SetResult(1);
    }

    [Fact]
    public void Never_has_more_at_one_host_than_its_cap()
    {
        using var window = new ProbeWindow<int>(100);
        var gauge = new Gauge();
        for (var target = 0; target < 4; target++) Start(window, IPAddress.Loopback, target, 10, gauge);
        var taken = new List<int>();
        while (!window.IsIdle) Take(window, taken, 20);
        Assert.Equal(40, taken.Count);
        Assert.InRange(gauge.Peak, 2, ProbeWindow<int>.MaxPerHost);
    }

    [Fact]
    public void Cancel_ends_what_is_in_flight_and_what_waits()
    {
        using var window = new ProbeWindow<int>(2);
        var ended = 0;
        for (var target = 0; target < 10; target++)
        {
            var host = new IPAddress(new byte[] { 10, 0, 0, (byte)target });
            window.Start(1, async share =>
            {
                try
                {
                    share.Expect(1);
                    await share.RunAsync(host, async run =>
                    {
                        await Task.Delay(-1, run);
                        return 0;
                    });
                }
                catch (OperationCanceledException)
                {
                    Interlocked.Increment(ref ended);
                    throw;
                }
            }, (_, _) => -1);
        }

        window.Cancel(5_000);
        Assert.Equal(10, ended);
        Assert.True(window.IsIdle);
        Assert.Equal(10, window.Undelivered);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_fault_costs_the_results_that_are_still_open_and_no_other(bool later)
    {
        using var window = new ProbeWindow<string>(4);
        window.Start(
            3,
            async share =>
            {
                if (later) await Task.Yield();
                share.Emit(1, "right");
                throw new FormatException("no such thing");
            },
            (index, fault) => $"{index}: {Fault.Describe(fault)}");
        Assert.Equal(
            ["0: a fault of this program, FormatException (no such thing)", "2: a fault of this program, FormatException (no such thing)", "right"],
            Drain(window));
        Assert.Equal(0, window.Undelivered);
    }

    [Fact]
    public void Work_that_forgets_a_result_has_it_delivered_as_a_fault()
    {
        using var window = new ProbeWindow<string>(4);
        window.Start(2, share => { share.Emit(0, "right"); return Task.CompletedTask; }, (index, fault) => $"{index} {fault.GetType().Name}");
        Assert.Equal(["1 InvalidOperationException", "right"], Drain(window));
    }

    [Fact]
    public void A_cancellation_that_nobody_asked_for_is_a_fault()
    {
        using var window = new ProbeWindow<string>(4);
        window.Start(1, _ => throw new OperationCanceledException(), (_, fault) => fault.GetType().Name);
        Assert.Equal(["OperationCanceledException"], Drain(window));
    }

    [Fact]
    public void A_result_that_cannot_even_be_made_of_a_fault_is_counted_as_undelivered()
    {
        using var window = new ProbeWindow<string>(4);
        window.Start(2, _ => throw new FormatException(), (index, _) => index == 0 ? throw new FormatException() : "right");
        Assert.Equal(["right"], Drain(window));
        Assert.Equal(1, window.Undelivered);
    }

    [Fact]
    public void Names_that_are_being_looked_up_do_not_fill_the_window()
    {
        using var window = new ProbeWindow<int>(1);
        var resolved = new TaskCompletionSource();
        for (var dead = 0; dead < 32; dead++)
        {
            Assert.True(window.HasRoom);
            window.Start(1, async share => { await resolved.Task; share.Emit(0, 0); }, (_, _) => -1);
        }

        Assert.True(window.HasRoom);
        resolved.SetResult();
    }

    private static List<string> Drain(ProbeWindow<string> window)
    {
        var results = new List<string>();
        while (!window.IsIdle)
        {
            if (window.TryTake(out var result, 20)) results.Add(result);
        }

        results.Sort(StringComparer.Ordinal);
        return results;
    }

    private static void Take(ProbeWindow<int> window, List<int> taken, int wait)
    {
        if (window.TryTake(out var result, wait)) taken.Add(result);
    }

    private static void Start(ProbeWindow<int> window, IPAddress host, int target, int probes, Gauge gauge) =>
        window.Start(probes, async share =>
    {
        share.Expect(probes);
        var running = new List<Task>();
        for (var i = 0; i < probes; i++)
        {
            var index = i;
            running.Add(share.RunAsync(host, async run =>
            {
                gauge.Enter();
                await Task.Delay(2, run);
                gauge.Leave();
                share.Emit(index, target);
                return 0;
            }));
        }

        await Task.WhenAll(running);
    }, (_, _) => -1);

    private sealed class Gauge
    {
        private int _now;
        private int _peak;

        public int Peak => _peak;

        public void Enter()
        {
            var now = Interlocked.Increment(ref _now);
            for (var peak = _peak; now > peak && Interlocked.CompareExchange(ref _peak, now, peak) != peak; peak = _peak)
            {
            }
        }

        public void Leave() => Interlocked.Decrement(ref _now);
    }
}
