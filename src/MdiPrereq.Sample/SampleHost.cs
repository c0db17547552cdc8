using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MdiPrereq.Sample.Servers;

namespace MdiPrereq.Sample;

/// <summary>
/// A pretended host: servers on the loopback interface, each standing for one of its ports. The ports without a server are closed,
/// or dropped by a pretended firewall.
/// </summary>
internal sealed class SampleHost(ServerIdentity identity, string description) : IDisposable
{
    private readonly Dictionary<(Transport Transport, int Port), int> _ports = [];
    private readonly List<IDisposable> _owned = [];
    private readonly Lazy<X509Certificate2> _certificate = new(() => SampleCertificate.Create(identity.DnsName));

    public ServerIdentity Identity { get; } = identity;

    /// <summary>What to know about it, for the demonstration's first lines.</summary>
    public string Description { get; } = description;

    /// <summary>What its clock shows more than ours.</summary>
    public TimeSpan ClockError { get; init; }

    /// <summary>Whether a firewall drops whatever goes to the ports without a server.</summary>
    public bool DropsTheRest { get; init; }

    public DateTime UtcNow => DateTime.UtcNow + ClockError;

    public X509Certificate2 Certificate => _certificate.Value;

    public SampleHost Tcp(int port, TcpBehaviour behaviour)
    {
        var server = new TcpServer(behaviour);
        _owned.Add(server);
        _ports.Add((Transport.Tcp, port), server.Port);
        return this;
    }

    public SampleHost Udp(int port, Responder responder)
    {
        var server = new UdpServer(responder);
        _owned.Add(server);
        _ports.Add((Transport.Udp, port), server.Port);
        return this;
    }

    /// <summary>The loopback port that stands for a port of this host.</summary>
    /// <returns>Null when nothing that goes there is ever answered.</returns>
    public int? LoopbackPort(Transport transport, int port)
    {
        if (_ports.TryGetValue((transport, port), out var served)) return served;
        if (DropsTheRest) return null;
        return _ports[(transport, port)] = ClosedPort(transport);
    }

    public void Dispose()
    {
        foreach (var one in _owned) one.Dispose();
        if (_certificate.IsValueCreated) _certificate.Value.Dispose();
    }

    // A port that refuses, truly: TCP by one that is bound, so that nobody else gets it, but does not listen; for UDP there is no
    // such thing, so one that was free a moment ago.
    private int ClosedPort(Transport transport)
    {
        var tcp = transport == Transport.Tcp;
        var socket = tcp
            ? new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
            : new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        if (tcp) _owned.Add(socket);
        else socket.Dispose();
        return port;
    }
}
