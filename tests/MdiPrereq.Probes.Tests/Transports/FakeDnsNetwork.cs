using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Protocols;
using MdiPrereq.Tests.Protocols;
using MdiPrereq.Transports;

namespace MdiPrereq.Tests.Transports;

/// <summary>A network with DNS servers of a test's making, on loopback. What goes anywhere else is refused.</summary>
internal sealed class FakeDnsNetwork : Network, IDisposable
{
    public const int NoError = 0x8180;
    public const int NxDomain = 0x8183;
    public const int Truncated = 0x8380;

    private readonly ConcurrentDictionary<IPAddress, (LoopbackServer Udp, LoopbackServer Tcp)> _servers = [];
    private readonly List<IPAddress> _order = [];

    public IReadOnlyList<string> Suffixes { get; init; } = [];

    /// <summary>Whether the servers refuse TCP.</summary>
    public bool TcpIsClosed { get; init; }

    /// <summary>The operating system's own look-up, which must have no say.</summary>
    public int SystemLookups { get; private set; }

    /// <param name="address">The server's pretended address.</param>
    /// <param name="reply">What it makes of a question; null for silence.</param>
    /// <param name="overTcp">The same over TCP; as over UDP when it is left out.</param>
    public FakeDnsNetwork With(string address, Func<DnsQuery, DnsMessageBuilder?> reply, Func<DnsQuery, DnsMessageBuilder?>? overTcp = null)
    {
        var key = IPAddress.Parse(address);
        _order.Add(key);
        _servers[key] = (
            LoopbackServer.Udp(request => reply(QueryOf(request))?.ToArray()),
            LoopbackServer.Tcp(async (client, stop) =>
            {
                var buffer = new byte[512];
                var count = await client.ReceiveAsync(buffer, SocketFlags.None, stop);
                if ((overTcp ?? reply)(QueryOf(buffer[2..count])) is { } answer)
                {
                    await client.SendAsync(DnsMessageBuilder.Tcp(answer.ToArray()), SocketFlags.None, stop);
                }
                await client.ReceiveAsync(buffer, SocketFlags.None, stop);
            }));
        return this;
    }

    public int RequestsTo(string server) => _servers[IPAddress.Parse(server)].Udp.Requests;

    public override Task<IPAddress[]> ResolveAsync(string hostName, int timeoutMilliseconds, CancellationToken run)
    {
        SystemLookups++;
        return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
    }

    public override IPEndPoint Route(IPEndPoint remote, Transport transport)
    {
        if (remote.Port != 53 || !_servers.TryGetValue(remote.Address, out var server)) return Closed(transport);
        if (TcpIsClosed && transport == Transport.Tcp) return Closed(transport);
        return new(IPAddress.Loopback, transport == Transport.Tcp ? server.Tcp.Port : server.Udp.Port);
    }

    public override IPAddress? SourceAddressFor(IPAddress remote) => IPAddress.Parse("10.0.0.100");

    public override IReadOnlyList<IPAddress> DnsServers() => _order;

    public override IReadOnlyList<string> DnsSuffixes() => Suffixes;

    public void Dispose()
    {
        foreach (var (udp, tcp) in _servers.Values)
        {
            udp.Dispose();
            tcp.Dispose();
        }
    }

    /// <summary>A server that knows some records, each as "owner type value", and says NXDOMAIN to the rest.</summary>
    public static Func<DnsQuery, DnsMessageBuilder?> Zone(params string[] records)
    {
        var parsed = records.Select(record => record.Split(' ')).ToLookup(
            parts => (DnsName.Parse(parts[0]), Enum.Parse<DnsRecordType>(parts[1])),
            parts => parts[2]);
        return query =>
        {
            var values = parsed[(query.Name, query.Type)].ToList();
            var reply = new DnsMessageBuilder(query, values.Count > 0 ? NoError : NxDomain);
            foreach (var value in values)
            {
                reply.Answer(
                    query.Type,
                    query.Type is DnsRecordType.A or DnsRecordType.AAAA
                        ? IPAddress.Parse(value).GetAddressBytes()
                        : DnsMessageBuilder.Name(value));
            }

            return reply;
        };
    }

    private static IPEndPoint Closed(Transport transport) => new(IPAddress.Loopback, transport == Transport.Tcp
        ? LoopbackServer.ClosedPort(SocketType.Stream, ProtocolType.Tcp)
        : LoopbackServer.ClosedPort(SocketType.Dgram, ProtocolType.Udp));

    private static DnsQuery QueryOf(byte[] request)
    {
        var message = new ByteReader(request, 0, request.Length);
        var header = DnsHeader.Read(message);
        var name = DnsName.Read(message, out _);
        var type = (DnsRecordType)message.ReadUInt16BigEndian();
        message.Skip(2);
        if (header.Additionals == 0) return new((ushort)header.Id, name, type);
        message.Skip(1 + 2); // OPT, of the root
        return new((ushort)header.Id, name, type, message.ReadUInt16BigEndian());
    }
}
