using System.Net.Sockets;

namespace MdiPrereq.Transports;

/// <summary>The one table from the operating system's socket error to <see cref="State"/> and <see cref="Reason"/>.</summary>
internal static class SocketErrorTable
{
    public static (State State, Reason Reason) Classify(SocketError error, Transport transport) => error switch
    {
        SocketError.ConnectionRefused => (State.Closed, transport == Transport.Tcp ? Reason.ConnectionRefused : Reason.PortUnreachable),

        // TCP: only what was accepted can be reset. UDP: so Windows reports ICMP port unreachable on a connected socket.
        SocketError.ConnectionReset =>
            transport == Transport.Tcp ? (State.Open, Reason.ConnectionReset) : (State.Closed, Reason.PortUnreachable),
        SocketError.TimedOut => TimedOut(transport),
        SocketError.HostUnreachable or SocketError.HostDown or SocketError.HostNotFound => (State.Unreachable, Reason.HostUnreachable),
        SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.NetworkReset =>
            (State.Unreachable, Reason.NetworkUnreachable),
        SocketError.AccessDenied => (State.BlockedLocally, Reason.AccessDenied),
        _ => (State.NotTested, Reason.Error),
    };

    /// <summary>
    /// Whether an error is this machine's want of descriptors (EMFILE, ENFILE), buffers, or local ports (EADDRNOTAVAIL, EADDRINUSE; EAGAIN
    /// from a UDP socket's connect): it says nothing about the target and may pass.
    /// </summary>
    public static bool IsShortage(SocketError error, Transport transport) => error
        is SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable
            or SocketError.AddressNotAvailable or SocketError.AddressAlreadyInUse
        || (transport == Transport.Udp && error == SocketError.WouldBlock);

    /// <summary>The outcome of a probe that a socket error ended.</summary>
    public static ProbeOutcome ToOutcome(SocketException error, Transport transport)
    {
        var kind = Classify(error.SocketErrorCode, transport);
        var isShortage = IsShortage(error.SocketErrorCode, transport);
        var want = isShortage ? "this machine has no socket or local port to spare: " : "";
        return ProbeOutcome.Of(
            kind, kind.Reason == Reason.Error ? $"{want}{error.Message} ({error.SocketErrorCode})" : "") with { IsShortage = isShortage };
    }

    public static (State State, Reason Reason) TimedOut(Transport transport) =>
        (transport == Transport.Tcp ? State.Filtered : State.NoReply, Reason.TimedOut);

    /// <summary>
    /// What an ICMP error says, where the system tells its type and code (RFC 792, RFC 1812 section 5.2.7.1, RFC 4443 section 3.1).
    /// </summary>
    /// <returns>Null for one that says nothing about reachability.</returns>
    public static (State State, Reason Reason)? Classify(IcmpError icmp, Transport transport) => (icmp.IsV6, icmp.Type, icmp.Code) switch
    {
        (false, 3, 0 or 5 or 6 or 11) => (State.Unreachable, Reason.NetworkUnreachable),
        (false, 3, 1 or 7 or 8 or 12) => (State.Unreachable, Reason.HostUnreachable),
        (false, 3, 9 or 10 or 13) => (State.Unreachable, Reason.AdministrativelyProhibited),
        (false, 3, 3) => Classify(SocketError.ConnectionRefused, transport),
        (true, 1, 0) => (State.Unreachable, Reason.NetworkUnreachable),
        (true, 1, 1 or 5 or 6) => (State.Unreachable, Reason.AdministrativelyProhibited),
        (true, 1, 2 or 3) => (State.Unreachable, Reason.HostUnreachable),
        (true, 1, 4) => Classify(SocketError.ConnectionRefused, transport),
        _ => null,
    };
}
