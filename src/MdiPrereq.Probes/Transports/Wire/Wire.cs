using System;
using System.Net;
using System.Net.Sockets;

namespace MdiPrereq.Transports;

/// <summary>
/// The socket of one probe, as its state machine sees it: nothing blocks, nothing throws, errors are values. What comes of it is told
/// to <see cref="WireProbe"/>; all of it on the reactor's thread.
/// </summary>
internal abstract class Wire : IDisposable
{
    /// <summary>
    /// Makes the socket and connects it; UDP too, so that datagrams from elsewhere never reach us and ICMP errors do.
    /// </summary>
    /// <returns>
    /// <see cref="SocketError.Success"/> when it is connected already, <see cref="SocketError.InProgress"/> when
    /// <see cref="WireProbe.Connected"/> or <see cref="WireProbe.Failed"/> will tell.
    /// </returns>
    public abstract SocketError Connect(Transport transport, IPEndPoint? source, IPEndPoint remote);

    /// <summary>
    /// Sends all of a request; <see cref="SocketError.WouldBlock"/> when there is no room for it now, and nothing was sent.
    /// </summary>
    public abstract SocketError Send(byte[] request);

    /// <summary>Asks for what comes next, once: <see cref="WireProbe.Received"/> or <see cref="WireProbe.Failed"/> will tell.</summary>
    public abstract void Receive();

    /// <summary>
    /// Asks the socket itself whether something has come that was not told yet, before silence is said.
    /// </summary>
    /// <returns>True when there was something: it has been told, or is about to be.</returns>
    public abstract bool HasNews();

    /// <summary>The ICMP error behind a failure; null when there was none or the system cannot tell.</summary>
    public abstract IcmpError? IcmpError();

    /// <summary>The address that it is sent from; null when the system does not know (yet).</summary>
    public abstract IPAddress? LocalAddress();

    /// <summary>The port that it is sent from; 0 when the system does not know (yet).</summary>
    public abstract int LocalPort();

    /// <summary>Ends what is sent over a connection, and goes on reading: the peer sees that no more comes.</summary>
    public abstract void EndSending();

    /// <summary>Gives the connected socket away, for TLS; what comes on it is told no more.</summary>
    public abstract Socket Detach();

    /// <summary>Closes the socket; nothing more is told.</summary>
    public abstract void Dispose();
}
