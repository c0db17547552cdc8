using System.Collections.Generic;
using System.Globalization;

namespace MdiPrereq.Protocols;

/// <summary>One bind to the endpoint mapper that offers NTLM, and the judgement of the reply (MS-RPCE 2.2.2, C706 section 12.6).</summary>
internal sealed class NtlmOverRpcExchange(uint callId) : Exchange<NtlmChallenge>(Bind(callId))
{
    /// <summary>The fragment size that we announce, 4280 as Windows does; a server keeps to it.</summary>
    private const int MaxFragment = 0x10B8;

    private const byte WinNtAuthentication = 10;
    private const byte ConnectLevel = 2;
    private const int TrailerSize = 8;

    private static readonly byte[] EndpointMapper = // E1AF8308-5D1F-11C9-91A4-08002B14A0FA, version 3.0
        [0x08, 0x83, 0xAF, 0xE1, 0x1F, 0x5D, 0xC9, 0x11, 0x91, 0xA4, 0x08, 0x00, 0x2B, 0x14, 0xA0, 0xFA, 3, 0, 0, 0];

    private static readonly byte[] NetworkDataRepresentation = // 8A885D04-1CEB-11C9-9FE8-08002B104860, version 2.0
        [0x04, 0x5D, 0x88, 0x8A, 0xEB, 0x1C, 0xC9, 0x11, 0x9F, 0xE8, 0x08, 0x00, 0x2B, 0x10, 0x48, 0x60, 2, 0, 0, 0];

    private const int CallIdOffset = 12;

    // All but the call id is the same each time.
    private static readonly byte[] BindOfCallZero = BuildBind();

    protected override Reply Parse(ByteReader reader)
    {
        if (RpcHeader.Read(reader) is not { } header) return Reply.Incomplete;
        if (header.PacketType == RpcPacketType.Bind) return Reply.Foreign("it sent an RPC request, not a reply");
        if (header.CallId != callId) return Reply.Foreign("its RPC reply bears another call id");
        if (!header.IsWhole) return Reply.Foreign("it sent its RPC reply in fragments");
        if (header.FragmentLength is < RpcHeader.Size or > MaxFragment)
        {
            return Reply.Foreign($"it announces an RPC packet of {header.FragmentLength} bytes");
        }

        if (reader.Length < header.FragmentLength) return Reply.Incomplete;
        var packet = reader.SliceAt(0, header.FragmentLength);
        packet.Position = RpcHeader.Size;
        switch (header.PacketType)
        {
            case RpcPacketType.BindAck when header.AuthLength == 0:
                return Reply.Foreign("the endpoint mapper sent no NTLM challenge, so it gives no name");
            case RpcPacketType.BindAck:
                var challenge = NtlmChallenge.Read(ReadToken(packet, header.AuthLength));
                var findings = new Findings
                {
                    Describe = () => Describe(challenge),
                    RemoteName = challenge.ComputerName,
                    RemoteTimeUtc = challenge.TimestampUtc,
                };
                return Answer(findings, challenge);
            case RpcPacketType.BindNak:
                return Reply.Foreign($"the RPC server refused the bind with NTLM ({RpcRejection.OfBind(packet.ReadUInt16LittleEndian())})");
            case RpcPacketType.Fault:
                packet.Skip(8);
                return Reply.Foreign($"the RPC server answered with a fault ({RpcRejection.OfFault(packet.ReadUInt32LittleEndian())})");
            default:
                return Reply.Foreign($"its RPC reply is of type 0x{header.PacketType:X2}, which does not answer a bind");
        }
    }

    private static byte[] Bind(uint callId)
    {
        var bind = (byte[])BindOfCallZero.Clone();
        for (var i = 0; i < sizeof(uint); i++) bind[CallIdOffset + i] = (byte)(callId >> (8 * i));
        return bind;
    }

    private static byte[] BuildBind()
    {
        var token = NtlmMessage.BuildNegotiate();
        var body = new ByteWriter()
            .UInt16LittleEndian(MaxFragment).UInt16LittleEndian(MaxFragment).UInt32LittleEndian(0) // a new association
            .Byte(1).Zeros(3) // one context: number 0, with one transfer syntax
            .UInt16LittleEndian(0).Byte(1).Byte(0).Bytes(EndpointMapper).Bytes(NetworkDataRepresentation)
            .Byte(WinNtAuthentication).Byte(ConnectLevel).Zeros(2).UInt32LittleEndian(1) // sec_trailer (MS-RPCE 2.2.2.11)
            .Bytes(token)
            .ToArray();
        return new ByteWriter()
            .Byte(RpcHeader.Version)
            .Byte(0)
            .Byte(RpcPacketType.Bind)
            .Byte(RpcHeader.WholePacket)
            .UInt32LittleEndian(RpcHeader.LittleEndian)
            .UInt16LittleEndian(RpcHeader.Size + body.Length)
            .UInt16LittleEndian(token.Length)
            .UInt32LittleEndian(0) // the call id
            .Bytes(body)
            .ToArray();
    }

    /// <summary>The token stands at the packet's very end, behind a trailer that says whose it is (MS-RPCE 2.2.2.11).</summary>
    private static ByteReader ReadToken(ByteReader packet, int length)
    {
        var trailer = packet.Length - length - TrailerSize;
        if (trailer < RpcHeader.Size) throw new MalformedReplyException($"an RPC token of {length} bytes does not fit into its packet");
        packet.Position = trailer;
        var package = packet.ReadByte();
        if (package != WinNtAuthentication)
        {
            throw new MalformedReplyException($"it answered with authentication type {package} and not NTLM");
        }
        return packet.SliceAt(trailer + TrailerSize, length);
    }

    private static string Describe(NtlmChallenge challenge)
    {
        var facts = new List<string> { challenge.ComputerName.Length > 0 ? challenge.ComputerName : "an NTLM challenge without a name" };
        if (challenge.DomainName.Length > 0) facts.Add("domain " + challenge.DomainName);
        if (challenge.OperatingSystem is { Build: > 0 and var build })
        {
            facts.Add("Windows build " + build.ToString(CultureInfo.InvariantCulture));
        }

        return string.Join(", ", facts);
    }
}
