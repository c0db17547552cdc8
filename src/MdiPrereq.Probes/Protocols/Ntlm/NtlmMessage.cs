using System.Linq;

namespace MdiPrereq.Protocols;

/// <summary>What the messages of NTLM have in common (MS-NLMP 2.2.1), and the one that we send: NEGOTIATE. Never AUTHENTICATE.</summary>
internal static class NtlmMessage
{
    public const uint Negotiate = 1;
    public const uint Challenge = 2;

    /// <summary>
    /// Unicode, OEM, request target, sign, LM key, NTLM, always sign, extended session security, version, 128, key exchange, 56.
    /// </summary>
    private const uint NegotiateFlags = 0xE2088297;

    private static readonly byte[] Signature = [(byte)'N', (byte)'T', (byte)'L', (byte)'M', (byte)'S', (byte)'S', (byte)'P', 0];

    /// <summary>NEGOTIATE (MS-NLMP 2.2.1.1) with no domain and no workstation: our own name is nobody's business.</summary>
    public static byte[] BuildNegotiate() => new ByteWriter()
        .Bytes(Signature).UInt32LittleEndian(Negotiate).UInt32LittleEndian(NegotiateFlags)
        .Zeros(16) // DomainNameFields, WorkstationFields
        .Byte(10).Byte(0).UInt16LittleEndian(17763).Zeros(3).Byte(0x0F) // Windows 10.0.17763, NTLMSSP_REVISION_W2K3
        .ToArray();

    /// <summary>Moves behind signature and message type and returns the type.</summary>
    public static uint ReadType(ByteReader message)
    {
        if (!message.ReadBytes(Signature.Length).SequenceEqual(Signature)) throw new MalformedReplyException("it sent no NTLM message");
        return message.ReadUInt32LittleEndian();
    }
}
