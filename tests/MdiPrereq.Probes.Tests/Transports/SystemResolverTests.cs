using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Transports;
using Xunit;

namespace MdiPrereq.Tests.Transports;

public class SystemResolverTests
{
    private const int Timeout = 300;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(32)]
    [InlineData(600)]
    public async Task Dead_names_cost_living_ones_no_answer(int dead)
    {
        using var end = new ManualResetEventSlim();
        var resolver = new SystemResolver(name =>
        {
            if (name != "living") end.Wait(Stop);
            return [IPAddress.Loopback];
        });
        var waiting = Enumerable.Range(0, dead).Select(i => resolver.ResolveAsync($"dead{i}", Timeout, Stop)).ToList();
        for (var i = 0; i < 8; i++) Assert.Equal([IPAddress.Loopback], await resolver.ResolveAsync("living", Timeout, Stop));

        foreach (var one in waiting) await Assert.ThrowsAsync<TimeoutException>(() => one);
        end.Set();
    }

    [Fact]
    public async Task A_stopped_run_ends_the_wait()
    {
        using var end = new ManualResetEventSlim();
        using var run = new CancellationTokenSource();
        var resolver = new SystemResolver(_ =>
        {
            end.Wait(Stop);
            return [];
        });
        var waiting = resolver.ResolveAsync("dead", 60_000, run.Token);
        await run.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        end.Set();
    }
}
