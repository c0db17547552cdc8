using System;
using System.Buffers.Binary;
using System.Text;
using MdiPrereq.Protocols;

namespace MdiPrereq.Sample.Servers;

/// <summary>
/// An endpoint mapper that accepts a bind with NTLM and answers with a CHALLENGE, which names the machine (C706 chapter 12;
/// MS-RPCE 2.2.2; MS-NLMP 2.2.1.2).
/// </summary>
internal static class RpcResponder
{
    private const int HeaderLength = 16;
    private const int PacketBind = 11;
    private const int PacketBindAck = 12;
    private const int SecTrailerLength = 8;

    private static readonly byte[] Ndr =
        [0x04, 0x5D, 0x88, 0x8A, 0xEB, 0x1C, 0xC9, 0x11, 0x9F, 0xE8, 0x08, 0x00, 0x2B, 0x10, 0x48, 0x60, 0x02, 0x00, 0x00, 0x00];

    public static byte[]? Reply(byte[] request, ServerIdentity server, DateTime utcNow)
    {
        if (request.Length < HeaderLength || request[0] != 5 || request[2] != PacketBind) return null;
        var fragment = BinaryPrimitives.ReadUInt16LittleEndian(request.AsSpan(8));
        if (request.Length < fragment) return null;

        var body = new ByteWriter()
            .UInt16LittleEndian(4280).UInt16LittleEndian(4280).UInt32LittleEndian(0x0001_2345)
            .UInt16LittleEndian(4).Ascii("135").Byte(0)
            .Zeros(2)
            .Byte(1).Zeros(3)
            .UInt16LittleEndian(0).UInt16LittleEndian(0).Bytes(Ndr)
            .ToArray();

        // A bind without authentication gets an acknowledgement without.
        int authLength = BinaryPrimitives.ReadUInt16LittleEndian(request.AsSpan(10));
        var trailer = authLength == 0 ? [] : request[(fragment - authLength - SecTrailerLength)..(fragment - authLength)];
        var challenge = authLength == 0 ? [] : Challenge(server, utcNow);
        if (trailer.Length > 0) trailer[2] = 0;

        return new ByteWriter()
            .Byte(5).Byte(0).Byte(PacketBindAck).Byte(3).UInt32LittleEndian(0x10)
            .UInt16LittleEndian(HeaderLength + body.Length + trailer.Length + challenge.Length)
            .UInt16LittleEndian(challenge.Length)
            .Bytes(request[12..16])
            .Bytes(body).Bytes(trailer).Bytes(challenge)
            .ToArray();
    }

    private static byte[] Challenge(ServerIdentity server, DateTime utcNow)
    {
        const int payload = 56;
        var target = Encoding.Unicode.GetBytes(server.NetBiosDomain);
        var info = new ByteWriter();
        Pair(info, 2, server.NetBiosDomain);
        Pair(info, 1, server.NetBiosName);
        Pair(info, 4, server.DnsDomain);
        Pair(info, 3, server.DnsName);
        Pair(info, 5, server.DnsDomain);
        info.UInt16LittleEndian(7).UInt16LittleEndian(8).UInt64LittleEndian((ulong)utcNow.ToFileTimeUtc());
        info.UInt16LittleEndian(0).UInt16LittleEndian(0);

        return new ByteWriter()
            .Ascii("NTLMSSP\0").UInt32LittleEndian(2)
            .UInt16LittleEndian(target.Length).UInt16LittleEndian(target.Length).UInt32LittleEndian(payload)
            .UInt32LittleEndian(0xE289_8235)
            .Bytes(0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF)
            .Zeros(8)
            .UInt16LittleEndian(info.Length).UInt16LittleEndian(info.Length).UInt32LittleEndian((uint)(payload + target.Length))

            // Windows 10.0, build 20348 (Server 2022), NTLM revision 15.
            .Byte(10).Byte(0).UInt16LittleEndian(20348).Zeros(3).Byte(15)
            .Bytes(target).Bytes(info.ToArray())
            .ToArray();
    }

    private static void Pair(ByteWriter writer, int id, string text)
    {
        var value = Encoding.Unicode.GetBytes(text);
        writer.UInt16LittleEndian(id).UInt16LittleEndian(value.Length).Bytes(value);
    }
}
