namespace MdiPrereq.Protocols;

/// <summary>SMB: negotiates a dialect of SMB2 and hangs up before anybody logs on.</summary>
internal sealed class SmbNegotiateProtocol : PortProtocol
{
    private const int GuidSize = 16;

    public override string Name => "SMB";

    public override Exchange Begin(Transport transport, ProtocolTarget target) => new SmbNegotiateExchange(RandomId.Bytes(GuidSize));
}
