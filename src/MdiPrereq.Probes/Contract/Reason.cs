namespace MdiPrereq;

/// <summary>Why a probe has its <see cref="State"/>.</summary>
public enum Reason
{
    /// <summary>An answer in the right protocol that matches our request.</summary>
    ProtocolReply,

    /// <summary>The connection was accepted, but what came is not the expected protocol.</summary>
    UnexpectedReply,

    /// <summary>The connection was accepted and then nothing came.</summary>
    NoProtocolReply,

    /// <summary>The connection was accepted and then reset.</summary>
    ConnectionReset,

    /// <summary>The connection was refused (TCP RST).</summary>
    ConnectionRefused,

    /// <summary>ICMP port unreachable (RFC 792 type 3 code 3, RFC 4443 type 1 code 4).</summary>
    PortUnreachable,

    /// <summary>Nothing came within the timeout.</summary>
    TimedOut,

    /// <summary>ICMP host unreachable, or the host does not answer on its own subnet.</summary>
    HostUnreachable,

    /// <summary>ICMP network unreachable, or this machine has no route.</summary>
    NetworkUnreachable,

    /// <summary>ICMP communication administratively prohibited (RFC 1812 section 5.2.7.1): a firewall says no.</summary>
    AdministrativelyProhibited,

    /// <summary>The local stack refused to send, as a local outbound rule does.</summary>
    AccessDenied,

    /// <summary>The name has no address.</summary>
    NameNotResolved,

    /// <summary>No protocol exists that could be spoken on this port.</summary>
    NoProbeExists,

    /// <summary>The row does not apply here.</summary>
    NotApplicable,

    /// <summary>Others connect to the sensor; that cannot be proved by connecting from it.</summary>
    InboundRow,

    /// <summary>The run was stopped before this probe ended.</summary>
    Cancelled,

    /// <summary>An error that has no better name; the message tells which.</summary>
    Error,

    /// <summary>A probe sent from the other end arrived at the sensor, known by its marker.</summary>
    ProbeArrived,

    /// <summary>A probe sent from the other end came to the sensor's machine, whose own firewall dropped it.</summary>
    BlockedAtTarget,
}
