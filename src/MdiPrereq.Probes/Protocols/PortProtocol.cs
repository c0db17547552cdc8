namespace MdiPrereq.Protocols;

/// <summary>A protocol that can be spoken to prove that a service answers. Stateless; each attempt begins a new exchange.</summary>
internal abstract class PortProtocol
{
    /// <summary>The protocol's short name, as it stands in messages: "LDAP", "Kerberos".</summary>
    public abstract string Name { get; }

    public virtual TlsUse Tls => TlsUse.None;

    /// <summary>A new exchange with a fresh, unpredictable transaction id.</summary>
    public abstract Exchange Begin(Transport transport, ProtocolTarget target);
}
