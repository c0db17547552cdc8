using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Transports;
using Xunit;

namespace MdiPrereq.Tests.Transports;

public sealed class InboundTcpListenerTests : IDisposable
{
    private readonly InboundTcpListener _listener = new(new(IPAddress.Loopback, 0));
    private readonly ConcurrentQueue<Taker> _takers = new();
    private readonly Task _running;
    private readonly List<Socket> _clients = [];

    public InboundTcpListenerTests() => _running = _listener.RunAsync((_, _) =>
    {
        var taker = new Taker();
        _takers.Enqueue(taker);
        return taker;
    });

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var client in _clients) client.Dispose();
    }

    [Fact]
    public void What_is_sent_is_received_and_nothing_is_sent_back()
    {
        var client = Connect();
        client.Send("hello"u8);
        client.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, client.Receive(new byte[10]));
        Assert.Equal(5, _takers.Single().Count);
        Assert.True(_takers.Single().Ended.Wait(Timeout.Infinite, TestContext.Current.CancellationToken));
    }

    // Connections that say nothing hold up nobody: the oldest makes room.
    [Fact]
    public void The_oldest_connection_makes_room_for_the_newest()
    {
        for (var i = 0; i < InboundTcpListener.MaxConnections; i++) Connect();
        var newest = Connect();
        Assert.True(IsClosed(_clients[0]));
        newest.Send("hello"u8);
        newest.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, newest.Receive(new byte[1]));
        Assert.Equal(5, _takers.Last().Count);
    }

    // .NET ends a connection on which it still waits by a reset, on Linux.
    private static bool IsClosed(Socket client)
    {
        try
        {
            return client.Receive(new byte[1]) == 0;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode == SocketError.ConnectionReset;
        }
    }

    [Fact]
    public void Only_so_much_is_read_of_a_connection()
    {
        var client = Connect();
        try
        {
            while (true) client.Send(new byte[64 << 10]);
        }
        catch (SocketException)
        {
            // It is closed, with what was not read still in it.
        }

        Assert.True(_takers.Single().Ended.Wait(Timeout.Infinite, TestContext.Current.CancellationToken));
        Assert.Equal(InboundTcpListener.MaxOctets, _takers.Single().Count);
    }

    [Fact]
    public void A_connection_is_closed_when_no_more_is_wanted()
    {
        var client = Connect();
        client.Send("enough"u8);
        Assert.Equal(0, client.Receive(new byte[1]));
    }

    [Fact]
    public async Task Disposed_it_ends_with_all_its_connections()
    {
        var client = Connect();
        client.Send("x"u8);
        SpinWait.SpinUntil(() => _takers.Any(taker => taker.Count > 0));
        _listener.Dispose();
        await _running;
        Assert.True(_takers.Single().Ended.IsSet);
    }

    [Fact]
    public void A_port_that_another_has_is_not_shared() =>
        Assert.Equal(
            SocketError.AddressAlreadyInUse,
            Assert.Throws<SocketException>(() => new InboundTcpListener(new(IPAddress.Loopback, _listener.Port))).SocketErrorCode);

    private Socket Connect()
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _clients.Add(client);
        client.Connect(IPAddress.Loopback, _listener.Port);
        return client;
    }

    private sealed class Taker : IInboundConnection
    {
        public int Count { get; private set; }

        public ManualResetEventSlim Ended { get; } = new();

        public bool Receive(byte[] buffer, int count)
        {
            Count += count;
            return !buffer.AsSpan(0, count).StartsWith("enough"u8);
        }

        public void End() => Ended.Set();
    }
}
