namespace MdiPrereq.Protocols;

/// <summary>
/// RDP: negotiates the security protocol, then looks at the certificate and hangs up before CredSSP, so that nobody logs on. MDI
/// itself stops earlier, after the first packets.
/// </summary>
internal sealed class RdpNegotiationProtocol : PortProtocol
{
    public override string Name => "RDP";

    public override TlsUse Tls => TlsUse.AfterReply;

    public override Exchange Begin(Transport transport, ProtocolTarget target) => new RdpNegotiationExchange();
}
