using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MdiPrereq.Protocols;
using Xunit;

namespace MdiPrereq.Tests.Checks.Inbound;

/// <summary>Sends probes made by hand.</summary>
internal static class InboundSender
{
    /// <summary>A RADIUS Accounting-Request with one attribute, an Acct-Session-Id that is a marker (RFC 2866 section 4.1).</summary>
    public static void Radius(string address, int port, string row) => Send(address, port, Transport.Udp, marker =>
    {
        var text = Encoding.ASCII.GetBytes(marker(row));
        return [4, 1, 0, (byte)(22 + text.Length), .. new byte[16], 44, (byte)(2 + text.Length), .. text];
    });

    /// <summary>A syslog message (RFC 5424), over TCP with its octets counted (RFC 6587 section 3.4.1).</summary>
    public static void Syslog(string address, int port, Transport transport) => Send(address, port, transport, marker =>
    {
        var text = $"<135>1 2026-11-26T12:00:00.000Z host MdiPrereq - - - {marker("Syslog514")}";
        return Encoding.ASCII.GetBytes(transport == Transport.Udp ? text : string.Create(CultureInfo.InvariantCulture, $"{text.Length} {text}"));
    });

    public static void Send(string address, int port, byte[] data) => Send(address, port, Transport.Udp, _ => data);

    private static void Send(string address, int port, Transport transport, Func<Func<string, string>, byte[]> message)
    {
        var remote = new IPEndPoint(IPAddress.Parse(address), port);
        using var socket = transport == Transport.Udp
            ? new Socket(remote.AddressFamily, SocketType.Dgram, ProtocolType.Udp)
            : new Socket(remote.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(remote);
        socket.Send(message(row =>
            new ProbeMarker(ProbeMarker.NewId(), row, 1, DateTime.UtcNow, (IPEndPoint)socket.LocalEndPoint!, remote).ToString()));
        if (transport == Transport.Udp) return;
        socket.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, socket.Receive(new byte[1]));
    }
}
