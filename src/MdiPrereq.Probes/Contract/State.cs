namespace MdiPrereq;

/// <summary>What the network did with a probe.</summary>
public enum State
{
    /// <summary>Something accepted the connection or answered in the right protocol.</summary>
    Open,

    /// <summary>The host refused: a TCP reset, or ICMP port unreachable.</summary>
    Closed,

    /// <summary>
    /// TCP: no answer. Blocked on the way, or nothing listening on a Windows host, whose stealth mode hides the difference.
    /// </summary>
    Filtered,

    /// <summary>UDP: silence. It proves neither that the port is open nor that it is blocked.</summary>
    NoReply,

    /// <summary>The network said that the host or network cannot be reached, or that a firewall forbids it.</summary>
    Unreachable,

    /// <summary>This machine refused to send.</summary>
    BlockedLocally,

    /// <summary>The target's name has no address.</summary>
    NameNotResolved,

    /// <summary>Nothing was sent; the reason tells why.</summary>
    NotTested,
}
