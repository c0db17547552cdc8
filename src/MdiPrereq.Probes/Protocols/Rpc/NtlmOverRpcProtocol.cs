namespace MdiPrereq.Protocols;

/// <summary>
/// NTLM over RPC: binds to the endpoint mapper, offers NTLM, reads the names in the challenge and hangs up. Nobody logs on: the
/// message that would carry a user name is never sent.
/// </summary>
internal sealed class NtlmOverRpcProtocol : PortProtocol
{
    public override string Name => "NTLM over RPC";

    public override Exchange Begin(Transport transport, ProtocolTarget target) => new NtlmOverRpcExchange(RandomId.UInt32());
}
