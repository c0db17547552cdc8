namespace MdiPrereq.Protocols;

/// <summary>The kinds of RPC packet (C706 section 12.6.4) that a bind deals in.</summary>
internal static class RpcPacketType
{
    public const byte Fault = 0x03;
    public const byte Bind = 0x0B;
    public const byte BindAck = 0x0C;
    public const byte BindNak = 0x0D;
}
