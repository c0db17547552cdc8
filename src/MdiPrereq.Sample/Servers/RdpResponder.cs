using System;
using System.Buffers.Binary;
using MdiPrereq.Protocols;

namespace MdiPrereq.Sample.Servers;

/// <summary>
/// A Remote Desktop server that wants network level authentication (MS-RDPBCGR 2.2.1.1 and 2.2.1.2). TLS follows its answer.
/// </summary>
internal static class RdpResponder
{
    private const int RequestLength = 19;
    private const int ConnectionRequest = 0xE0;
    private const int NegotiationRequest = 1;
    private const int Hybrid = 2;
    private const int HybridRequiredByServer = 5;

    public static byte[]? Reply(byte[] request)
    {
        if (request.Length < RequestLength || request[0] != 3 || request[5] != ConnectionRequest) return null;
        var asked = request[11] == NegotiationRequest ? BinaryPrimitives.ReadUInt32LittleEndian(request.AsSpan(15)) : 0;
        var agreed = (asked & Hybrid) != 0;
        return new ByteWriter()
            .Byte(3).Byte(0).UInt16BigEndian(19)
            .Byte(14).Byte(0xD0).UInt16BigEndian(0).UInt16BigEndian(0x1234).Byte(0)
            .Byte(agreed ? 2 : 3).Byte(agreed ? 0x1F : 0).UInt16LittleEndian(8)
            .UInt32LittleEndian((uint)(agreed ? Hybrid : HybridRequiredByServer))
            .ToArray();
    }
}
