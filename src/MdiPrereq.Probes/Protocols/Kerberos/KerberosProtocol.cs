namespace MdiPrereq.Protocols;

/// <summary>Kerberos: asks the key distribution centre for a ticket in a realm that does not exist; its error proves it.</summary>
internal sealed class KerberosProtocol : PortProtocol
{
    public override string Name => "Kerberos";

    public override Exchange Begin(Transport transport, ProtocolTarget target) => new KerberosExchange(RandomId.Int31(), transport);
}
