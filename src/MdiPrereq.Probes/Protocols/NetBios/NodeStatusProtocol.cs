namespace MdiPrereq.Protocols;

/// <summary>NetBIOS name service: asks a node for its name table, as <c>nbtstat -A</c> does.</summary>
internal sealed class NodeStatusProtocol : PortProtocol
{
    public override string Name => "NetBIOS";

    public override Exchange Begin(Transport transport, ProtocolTarget target) => new NodeStatusExchange(RandomId.UInt16());
}
