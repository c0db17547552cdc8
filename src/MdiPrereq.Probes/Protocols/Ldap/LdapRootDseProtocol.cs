namespace MdiPrereq.Protocols;

/// <summary>LDAP, plain or within TLS, of a domain or of the global catalog: reads the rootDSE.</summary>
internal sealed class LdapRootDseProtocol(bool tls, bool globalCatalog) : PortProtocol
{
    public override string Name => (tls ? "LDAPS" : "LDAP") + (globalCatalog ? " (global catalog)" : "");

    public override TlsUse Tls => tls ? TlsUse.First : TlsUse.None;

    public override Exchange Begin(Transport transport, ProtocolTarget target) =>
        new LdapRootDseExchange(RandomId.Int31(), transport, globalCatalog);
}
