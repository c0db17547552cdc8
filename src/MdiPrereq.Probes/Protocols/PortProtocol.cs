using System.Net;

namespace MdiPrereq.Protocols;

/// <summary>Where TLS stands in a protocol.</summary>
internal enum TlsUse
{
    /// <summary>None.</summary>
    None,

    /// <summary>The handshake comes first, the request goes through it (LDAPS, HTTPS).</summary>
    First,

    /// <summary>The reply says whether a handshake follows, which shows a certificate and ends the exchange (RDP).</summary>
    AfterReply,
}

/// <summary>What a request may depend on.</summary>
/// <param name="Address">The address that the request goes to.</param>
/// <param name="HostName">The target's name as given, or its address when it was given as one.</param>
/// <param name="Attempt">How many requests went before this one, unanswered.</param>
internal sealed record ProtocolTarget(IPAddress Address, string HostName, int Attempt = 0);

/// <summary>A protocol that can be spoken to prove that a service answers. Stateless; each attempt begins a new exchange.</summary>
internal abstract class PortProtocol
{
    /// <summary>The protocol's short name, as it stands in messages: "LDAP", "Kerberos".</summary>
    public abstract string Name { get; }

    public virtual TlsUse Tls => TlsUse.None;

    /// <summary>A new exchange with a fresh, unpredictable transaction id.</summary>
    public abstract Exchange Begin(Transport transport, ProtocolTarget target);
}
