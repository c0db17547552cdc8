using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Protocols;
using MdiPrereq.Transports;
using Xunit;

namespace MdiPrereq.Tests.Transports;

/// <summary>What a probe makes of its socket and of our own lateness.</summary>
public class WireProbeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shortage_of_sockets_is_waited_out()
    {
        var reactor = new ScriptedReactor((attempt, probe) => new()
        {
            OnConnect = () => attempt < 3 ? SocketError.TooManyOpenSockets : SocketError.ConnectionRefused,
        });
        var outcome = await Run(reactor, Transport.Tcp, 1_000);
        Assert.Equal((State.Closed, Reason.ConnectionRefused), (outcome.State, outcome.Reason));
        Assert.Equal(3, reactor.Sockets);
    }

    [Fact]
    public async Task Silence_is_said_only_when_the_socket_itself_has_nothing()
    {
        // The connection is there, yet nobody told.
        var reactor = new ScriptedReactor((_, probe) => new()
        {
            OnAsked = () =>
            {
                probe.Failed(SocketError.ConnectionRefused);
                return true;
            },
        });
        var outcome = await Run(reactor, Transport.Tcp, 100);
        Assert.Equal((State.Closed, Reason.ConnectionRefused), (outcome.State, outcome.Reason));
    }

    [Fact]
    public async Task What_is_on_its_way_to_us_at_the_deadline_is_waited_for()
    {
        var asked = 0;
        var reactor = new ScriptedReactor((_, probe) => new() { OnAsked = () => ++asked < 3 });
        var outcome = await Run(reactor, Transport.Tcp, 600);
        Assert.Equal((State.Filtered, Reason.TimedOut), (outcome.State, outcome.Reason));
        Assert.Equal((3, 1), (asked, reactor.Sockets));
        Assert.InRange(reactor.Time, 800, 800 + (3 * TimerWheel.Tick));
    }

    [Fact]
    public async Task A_silence_that_our_own_lag_may_have_caused_is_not_believed_the_first_time()
    {
        ScriptedReactor reactor = null!;
        reactor = new((attempt, _) => new()
        {
            OnConnect = () =>
            {
                if (attempt > 1) return SocketError.ConnectionRefused;
                reactor.BeLate(400);
                return SocketError.InProgress;
            },
        });
        var outcome = await Run(reactor, Transport.Tcp, 600);
        Assert.Equal(State.Closed, outcome.State);
        Assert.Equal(2, reactor.Sockets);
    }

    [Fact]
    public async Task A_full_queue_of_our_own_costs_a_datagram_none_of_its_tries()
    {
        var (refusals, sent) = (0, 0);
        var reactor = new ScriptedReactor((_, _) =>
        {
            return new()
            {
                OnConnect = () => SocketError.Success,
                OnSend = _ =>
                {
                    if (++refusals <= 2) return SocketError.WouldBlock;
                    sent++;
                    return SocketError.Success;
                },
            };
        });
        var outcome = await Run(reactor, Transport.Udp, 200);
        Assert.Equal((State.NoReply, Reason.TimedOut, 4), (outcome.State, outcome.Reason, outcome.Attempts));
        Assert.Equal((6, 4), (refusals, sent));
    }

    [Fact]
    public async Task A_pace_puts_tries_off_and_costs_none_of_them()
    {
        var reactor = new ScriptedReactor((_, _) => new() { OnConnect = () => SocketError.Success });
        var pacer = new Pacer(perSecond: 20);
        var outcomes = await Task.WhenAll(Run(reactor, Transport.Udp, 100, pacer: pacer), Run(reactor, Transport.Udp, 100, pacer: pacer));
        Assert.All(outcomes, outcome => Assert.Equal((Reason.TimedOut, 4), (outcome.Reason, outcome.Attempts)));

        // Eight packets, 50 ms apart.
        Assert.True(reactor.Time >= 350, $"{reactor.Time} ms");
    }

    [Fact]
    public async Task A_defect_costs_one_result_and_not_the_reactor()
    {
        var reactor = new ScriptedReactor((attempt, _) => new()
        {
            OnConnect = () => attempt == 1 ? throw new InvalidOperationException("a defect") : SocketError.ConnectionRefused,
        });
        var outcome = await Run(reactor, Transport.Tcp, 100);
        Assert.Equal((State.NotTested, Reason.Error), (outcome.State, outcome.Reason));
        Assert.Contains("a defect", outcome.Detail);
        Assert.Equal(State.Closed, (await Run(reactor, Transport.Tcp, 100)).State);
    }

    [Theory]
    [InlineData(Transport.Tcp, true)]
    [InlineData(Transport.Tcp, false)]
    [InlineData(Transport.Udp, true)]
    [InlineData(Transport.Udp, false)]
    public async Task An_answer_that_came_in_time_counts_however_late_we_look(Transport transport, bool portable)
    {
        // The server answers after 100 ms; our own thread comes back only when the deadline is long past.
        using var server = transport == Transport.Tcp
            ? LoopbackServer.Tcp(async (client, stop) =>
            {
                var buffer = new byte[512];
                var count = await client.ReceiveAsync(buffer, SocketFlags.None, stop);
                await Task.Delay(100, stop);
                buffer[4] |= 0x80;
                await client.SendAsync(buffer.AsMemory(0, count), SocketFlags.None, stop);
                await Task.Delay(-1, stop);
            })
            : LoopbackServer.Udp(request =>
            {
                Thread.Sleep(100);
                request[2] |= 0x80;
                return request;
            });
        var reactor = portable ? new PortableReactor() : (Reactor?)EpollReactor.TryCreate();
        Assert.SkipWhen(reactor is null, "this machine has no epoll");
        var answer = Run(reactor, transport, 600, server.Port);
        await Task.Delay(50, Stop);
        var stall = Run(reactor, Transport.Udp, 100, server.Port, new Stall());
        Assert.Equal(Reason.ProtocolReply, (await answer).Reason);
        await stall;
    }

    private static Task<ProbeOutcome> Run(
        Reactor? reactor,
        Transport transport,
        int timeout,
        int port = 9,
        PortProtocol? protocol = null,
        Pacer? pacer = null) => Probe.RunAsync(
        new()
        {
            Network = SystemNetwork.Instance,
            Protocol = protocol ?? new DnsProtocol(),
            Transport = transport,
            Address = IPAddress.Loopback,
            Port = port,
            HostName = "127.0.0.1",
            TimeoutMilliseconds = timeout,
            Pacer = pacer,
        },
        Stop,
        reactor);

    /// <summary>Holds up the thread that asks it for a request.</summary>
    private sealed class Stall : PortProtocol
    {
        public override string Name => "stall";

        public override Exchange Begin(Transport transport, ProtocolTarget target)
        {
            Thread.Sleep(1_500);
            return new DnsProtocol().Begin(transport, target);
        }
    }
}
