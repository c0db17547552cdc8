namespace MdiPrereq.Protocols;

/// <summary>
/// DNS: asks a server for the name of its own address. Any response proves the server; what it says about the address also shows
/// whether reverse look-up works there.
/// </summary>
internal sealed class DnsProtocol : PortProtocol
{
    public override string Name => "DNS";

    public override Exchange Begin(Transport transport, ProtocolTarget target) =>
        new DnsExchange(DnsQuery.Create(DnsReverseName.Of(target.Address), DnsRecordType.PTR), transport);
}
