using System;
using System.Linq.Expressions;
using System.Net;
using DnsClient;

namespace MdiPrereq.Fuzz.SecondOpinion;

/// <summary>
/// DnsClient's reader of messages, without its sockets. It is internal there, and millions of messages are too many for a server.
/// </summary>
internal static class DnsClientReader
{
    private static readonly Func<ArraySegment<byte>, DnsQueryResponse> Reader = Compile();

    /// <param name="message">All of it; given to DnsClient as an array of just that size, so that nothing lies behind it.</param>
    public static DnsQueryResponse Read(byte[] message) => Read(new ArraySegment<byte>(message));

    /// <param name="message">A part of a larger buffer, as DnsClient's own sockets have it.</param>
    public static DnsQueryResponse Read(ArraySegment<byte> message) => Reader(message);

    private static Func<ArraySegment<byte>, DnsQueryResponse> Compile()
    {
        var type = typeof(LookupClient).Assembly.GetType("DnsClient.DnsUdpMessageHandler", throwOnError: true)!;
        var message = Expression.Parameter(typeof(ArraySegment<byte>));
        var read = Expression.Call(
            Expression.Constant(Activator.CreateInstance(type, nonPublic: true), type), type.GetMethod("GetResponseMessage")!, message);
        var respond = Expression.Call(
            read,
            read.Type.GetMethod("AsQueryResponse")!,
            Expression.Constant(new NameServer(IPAddress.Loopback)),
            Expression.Constant(new DnsQuerySettings(new DnsQueryOptions())));
        return Expression.Lambda<Func<ArraySegment<byte>, DnsQueryResponse>>(respond, message).Compile();
    }
}
