using System;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Protocols;
using MdiPrereq.Transports;
using Xunit;

namespace MdiPrereq.Tests.Transports;

/// <summary>Every row of the design's table of what was seen, against real sockets on loopback; DNS is the protocol spoken.</summary>
public abstract class ExchangeTests
{
    private const int Timeout = 600;

    /// <summary>What runs the probes.</summary>
    private protected abstract Reactor Reactor { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Transport.Tcp, false)]
    [InlineData(Transport.Tcp, true)]
    [InlineData(Transport.Udp, false)]
    [InlineData(Transport.Udp, true)]
    public async Task A_true_answer_is_open_and_verified(Transport transport, bool v6)
    {
        if (v6) Assert.SkipUnless(Socket.OSSupportsIPv6, "this machine has no IPv6");
        using var server = transport == Transport.Tcp
            ? LoopbackServer.Tcp(async (client, stop) => await AnswerTcp(client, stop), v6)
            : LoopbackServer.Udp(Answer, v6);
        var outcome = await Run(transport, server.Port, v6: v6);
        Assert.Equal((State.Open, Reason.ProtocolReply, true), (outcome.State, outcome.Reason, outcome.Verified));
        Assert.StartsWith("NXDOMAIN", outcome.Findings.Evidence);
    }

    [Fact]
    public async Task An_answer_in_small_pieces_is_put_together()
    {
        using var server = LoopbackServer.Tcp(async (client, stop) =>
        {
            client.NoDelay = true;
            foreach (var piece in await ReadAndFrame(client, stop))
            {
                await client.SendAsync(new[] { piece }, SocketFlags.None, stop);
                await Task.Delay(2, stop);
            }
        });
        var request = Request(Transport.Tcp, server.Port, new DnsProtocol(), IPAddress.Loopback) with { TimeoutMilliseconds = 30_000 };
        Assert.True((await Probe.RunAsync(request, Stop, Reactor)).Verified);
    }

    [Fact]
    public async Task Accepted_then_reset() => await Sees(State.Open, Reason.ConnectionReset, (client, _) =>
    {
        client.LingerState = new(true, 0);
        return Task.CompletedTask;
    });

    // Whether the reset comes before the TLS stream is made, or after, is chance.
    [Fact]
    public async Task Accepted_then_reset_where_TLS_should_begin()
    {
        using var server = LoopbackServer.Tcp((client, _) =>
        {
            client.LingerState = new(true, 0);
            return Task.CompletedTask;
        });
        for (var i = 0; i < 60; i++)
        {
            var outcome = await Run(Transport.Tcp, server.Port, new LdapRootDseProtocol(tls: true, globalCatalog: false));
            Assert.Equal(
                (State.Open, Reason.ConnectionReset, ""),
                (outcome.State, outcome.Reason, outcome.Reason == Reason.Error ? outcome.Detail : ""));
        }
    }

    [Fact]
    public async Task Accepted_then_closed() => await Sees(State.Open, Reason.NoProtocolReply, async (client, stop) =>
    {
        await client.ReceiveAsync(new byte[512], SocketFlags.None, stop);
        client.Shutdown(SocketShutdown.Both);
    });

    [Fact]
    public async Task Accepted_then_silent() => await Sees(State.Open, Reason.NoProtocolReply, (_, stop) => Task.Delay(-1, stop));

    [Fact]
    public async Task Accepted_then_garbage() => await Sees(State.Open, Reason.UnexpectedReply, async (client, stop) =>
    {
        await client.SendAsync(Encoding.ASCII.GetBytes("SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n"), SocketFlags.None, stop);
        await Task.Delay(-1, stop);
    });

    [Fact]
    public async Task Accepted_then_a_trickle() => await Sees(State.Open, Reason.UnexpectedReply, async (client, stop) =>
    {
        while (true)
        {
            await client.SendAsync(new byte[] { 0 }, SocketFlags.None, stop);
            await Task.Delay(100, stop);
        }
    });

    [Fact]
    public async Task Accepted_then_endless_data() => await Sees(State.Open, Reason.UnexpectedReply, async (client, stop) =>
    {
        var lie = new byte[32 * 1024];
        lie[0] = lie[1] = 0xFF;
        while (true) await client.SendAsync(lie, SocketFlags.None, stop);
    });

    [Fact]
    public async Task An_echo_is_no_answer() => await Sees(State.Open, Reason.UnexpectedReply, async (client, stop) =>
    {
        var buffer = new byte[512];
        var count = await client.ReceiveAsync(buffer, SocketFlags.None, stop);
        await client.SendAsync(buffer.AsMemory(0, count), SocketFlags.None, stop);
        await Task.Delay(-1, stop);
    });

    [Fact]
    public async Task A_tls_server_is_no_plain_answer_and_a_plain_one_no_tls()
    {
        using var plain = LoopbackServer.Tcp(async (client, stop) =>
        {
            await client.ReceiveAsync(new byte[512], SocketFlags.None, stop);
            await client.SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), SocketFlags.None, stop);
            await Task.Delay(-1, stop);
        });
        var outcome = await Run(Transport.Tcp, plain.Port, new LdapRootDseProtocol(tls: true, globalCatalog: false));
        Assert.Equal((State.Open, Reason.UnexpectedReply), (outcome.State, outcome.Reason));
        Assert.Contains("TLS handshake failed", outcome.Detail);
    }

    [Theory]
    [InlineData(Transport.Tcp, Reason.ConnectionRefused)]
    [InlineData(Transport.Udp, Reason.PortUnreachable)]
    public async Task Nothing_listens(Transport transport, Reason reason)
    {
        var port = transport == Transport.Tcp
            ? LoopbackServer.ClosedPort(SocketType.Stream, ProtocolType.Tcp)
            : LoopbackServer.ClosedPort(SocketType.Dgram, ProtocolType.Udp);
        var outcome = await Run(transport, port);
        Assert.Equal((State.Closed, reason), (outcome.State, outcome.Reason));
    }

    [Fact]
    public async Task No_answer_to_a_connect_is_filtered()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux drops connection attempts when the accept queue is full");
        var (server, fillers) = LoopbackServer.Full();
        await Task.Delay(50, Stop);
        var watch = Stopwatch.StartNew();
        var outcome = await Run(Transport.Tcp, server.Port);
        Assert.Equal((State.Filtered, Reason.TimedOut), (outcome.State, outcome.Reason));
        Assert.InRange(watch.ElapsedMilliseconds, Timeout - 50, Timeout * 3);
        Array.ForEach(fillers, filler => filler.Dispose());
        server.Dispose();
    }

    [Fact]
    public async Task Silence_over_udp_proves_nothing_and_is_asked_again()
    {
        using var server = LoopbackServer.Udp(_ => null);
        var outcome = await Run(Transport.Udp, server.Port);
        Assert.Equal((State.NoReply, Reason.TimedOut, false), (outcome.State, outcome.Reason, outcome.Verified));
        Assert.InRange(outcome.Attempts, 3, 5);
        AssertTries(outcome, server.Requests);
    }

    [Fact]
    public async Task A_datagram_with_another_transaction_id_is_as_if_it_had_not_come()
    {
        using var server = LoopbackServer.Udp(request =>
        {
            var reply = Answer(request)!;
            reply[0] ^= 0xFF;
            return reply;
        });
        var outcome = await Run(Transport.Udp, server.Port);
        Assert.Equal((State.NoReply, Reason.TimedOut), (outcome.State, outcome.Reason));
        Assert.Contains("transaction id", outcome.Detail);
    }

    [Fact]
    public async Task A_lie_before_the_truth_does_not_hide_it()
    {
        var requests = 0;
        using var server = LoopbackServer.Udp(request => ++requests == 1 ? [1, 2, 3] : Answer(request));
        Assert.True((await Run(Transport.Udp, server.Port)).Verified);
    }

    // With the right id: read as an answer as far as it is kept, and that is none.
    [Fact]
    public async Task A_datagram_longer_than_any_answer_is_as_if_it_had_not_come()
    {
        var requests = 0;
        using var server = LoopbackServer.Udp(
            request => ++requests == 1 ? [request[0], request[1], 0x85, 0x80, .. new byte[65_000]] : Answer(request));
        var outcome = await Run(Transport.Udp, server.Port);
        Assert.Equal((true, 2), (outcome.Verified, requests));
    }

    [Fact]
    public async Task A_late_answer_to_an_earlier_try_counts()
    {
        byte[]? first = null;
        using var server = LoopbackServer.Udp(request =>
        {
            if (first is not null) return Answer(first);
            first = request;
            return null;
        });
        var outcome = await Run(Transport.Udp, server.Port);
        Assert.True(outcome.Verified);
        Assert.Equal(2, outcome.Attempts);
    }

    [Fact]
    public async Task Each_try_has_its_own_transaction_id()
    {
        var ids = new System.Collections.Generic.HashSet<int>();
        using var server = LoopbackServer.Udp(request =>
        {
            lock (ids) ids.Add((request[0] << 8) | request[1]);
            return null;
        });
        var outcome = await Run(Transport.Udp, server.Port);
        AssertTries(outcome, ids.Count);
    }

    [Fact]
    public async Task A_datagram_from_elsewhere_is_as_if_it_had_not_come()
    {
        using var other = new UdpClient(0, AddressFamily.InterNetwork);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var buffer = new byte[512];
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        var serving = Task.Run(
            () =>
            {
                var count = socket.ReceiveFrom(buffer, ref from);
                other.Send(Answer(buffer[..count])!, (IPEndPoint)from);
            },
            Stop);
        var outcome = await Run(Transport.Udp, ((IPEndPoint)socket.LocalEndPoint!).Port);
        await serving;
        Assert.Equal((State.NoReply, Reason.TimedOut), (outcome.State, outcome.Reason));
    }

    [Theory]
    [InlineData(Transport.Tcp)]
    [InlineData(Transport.Udp)]
    public async Task A_stopped_run_ends_at_once(Transport transport)
    {
        using var server = transport == Transport.Tcp
            ? LoopbackServer.Tcp((_, stop) => Task.Delay(-1, stop))
            : LoopbackServer.Udp(_ => null);
        using var stop = new CancellationTokenSource(100);
        var watch = Stopwatch.StartNew();
        var outcome = await Probe.RunAsync(
            Request(transport, server.Port, new DnsProtocol(), IPAddress.Loopback) with { TimeoutMilliseconds = 30_000 },
            stop.Token,
            Reactor);
        Assert.Equal((State.NotTested, Reason.Cancelled), (outcome.State, outcome.Reason));
        Assert.InRange(watch.ElapsedMilliseconds, 50, 2_000);
    }

    [Fact]
    public async Task A_source_address_that_cannot_be_used_costs_one_result_and_no_exception()
    {
        var outcome = await Probe.RunAsync(
            Request(
                Transport.Tcp,
                9,
                new DnsProtocol(),
                IPAddress.Loopback) with { SourceAddress = IPAddress.Parse("192.0.2.77") }, Stop, Reactor);
        Assert.Equal((State.NotTested, Reason.Error), (outcome.State, outcome.Reason));
    }

    private async Task Sees(State state, Reason reason, Func<Socket, CancellationToken, Task> serve)
    {
        using var server = LoopbackServer.Tcp(serve);
        var outcome = await Run(Transport.Tcp, server.Port);
        Assert.Equal((state, reason, false), (outcome.State, outcome.Reason, outcome.Verified));
    }

    /// <summary>On a machine that is late the whole probe is repeated once, before its silence is believed.</summary>
    private static void AssertTries(ProbeOutcome outcome, int seen) => 
        Assert.True(seen == outcome.Attempts || seen == 2 * outcome.Attempts, $"{seen} tries came, {outcome.Attempts} were counted.");

    private Task<ProbeOutcome> Run(Transport transport, int port, PortProtocol? protocol = null, bool v6 = false) =>
        Probe.RunAsync(
            Request(transport, port, protocol ?? new DnsProtocol(), v6 ? IPAddress.IPv6Loopback : IPAddress.Loopback), Stop, Reactor);

    private static ProbeRequest Request(Transport transport, int port, PortProtocol protocol, IPAddress address) => new()
    {
        Network = SystemNetwork.Instance,
        Protocol = protocol,
        Transport = transport,
        Address = address,
        Port = port,
        HostName = address.ToString(),
        TimeoutMilliseconds = Timeout,
    };

    /// <summary>The query turned into an answer that says NXDOMAIN.</summary>
    private static byte[]? Answer(byte[] query)
    {
        var reply = (byte[])query.Clone();
        reply[2] |= 0x80;
        reply[3] = 0x83;
        return reply;
    }

    private static async Task<byte[]> ReadAndFrame(Socket client, CancellationToken stop)
    {
        var buffer = new byte[512];
        var count = await client.ReceiveAsync(buffer, SocketFlags.None, stop);
        var message = Answer(buffer[2..count])!;
        return [(byte)(message.Length >> 8), (byte)message.Length, .. message];
    }

    private static async Task AnswerTcp(Socket client, CancellationToken stop) =>
        await client.SendAsync(await ReadAndFrame(client, stop), SocketFlags.None, stop);
}

/// <summary>By the reactor of this machine: on Linux that is the one with epoll.</summary>
public class SharedReactorExchangeTests : ExchangeTests
{
    private protected override Reactor Reactor => Reactor.Shared;
}

/// <summary>By the reactor that runs where there is no epoll.</summary>
public class PortableReactorExchangeTests : ExchangeTests
{
    private static readonly PortableReactor Portable = new();

    private protected override Reactor Reactor => Portable;
}
