using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using MdiPrereq.Engine;
using Xunit;

namespace MdiPrereq.Tests.Engine;

/// <summary>What cmdlets and tool rely on when they drive a window.</summary>
public class ResultPumpTests
{
    [Fact]
    public void Every_result_is_written_by_the_thread_that_asks()
    {
        using var window = new ProbeWindow<int>(1);
        var threads = new HashSet<int>();
        var written = new List<int>();
        var pump = new ResultPump<int>(window, Write, () => { });
        for (var i = 0; i < 20; i++) Start(window, pump, i);
        pump.Finish();
        Assert.Equal(20, written.Count);
        Assert.Equal([Environment.CurrentManagedThreadId], threads);
        Assert.Empty(pump.Loss);

        void Write(int result)
        {
            written.Add(result);
            threads.Add(Environment.CurrentManagedThreadId);
        }
    }

    // As Select-Object -First leaves WriteObject.
    [Fact]
    public void A_writer_that_throws_stops_the_run()
    {
        using var window = new ProbeWindow<int>(1);
        var pump = new ResultPump<int>(window, _ => throw new InvalidOperationException("enough"), () => { });

        // A quick result is written while its target is started already.
        Assert.Throws<InvalidOperationException>(() =>
        {
            Start(window, pump, 1, isLast: false);
            pump.Finish();
        });
        Assert.True(window.Token.IsCancellationRequested);

        // And nothing more is started.
        pump.Start(() => throw new InvalidOperationException("started"));
    }

    [Fact]
    public void What_was_announced_and_never_came_is_said()
    {
        using var window = new ProbeWindow<int>(1);
        var pump = new ResultPump<int>(window, _ => { }, () => { });
        pump.Start(() => window.Start(3, _ => Task.CompletedTask, (index, _) => index > 0 ? throw new InvalidOperationException() : index));
        pump.Finish();
        Assert.Equal("2 results were announced and never came: a defect of MdiPrereq. The other results stand.", pump.Loss);
    }

    [Fact]
    public void A_run_that_was_stopped_has_lost_nothing()
    {
        using var window = new ProbeWindow<int>(1);
        var pump = new ResultPump<int>(window, _ => { }, () => { });
        pump.Start(() => window.Start(1, _ => Task.Delay(-1, window.Token), (index, _) => index));
        window.Cancel(0);
        pump.Finish();
        Assert.Empty(pump.Loss);
    }

    private static void Start(ProbeWindow<int> window, ResultPump<int> pump, int result, bool isLast = true) =>
        pump.Start(() => window.Start(
        1,
        async share =>
        {
            await Task.Yield();
            share.Emit(0, result);
            if (!isLast) await Task.Delay(-1, window.Token);
        },
        (_, fault) => throw fault));
}
