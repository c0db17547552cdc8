using System;

namespace MdiPrereq.Protocols;

/// <summary>
/// One X.224 connection request with an RDP negotiation request (MS-RDPBCGR 2.2.1.1) and the judgement of the confirm (2.2.1.2), in
/// TPKT (RFC 1006 section 6).
/// </summary>
internal sealed class RdpNegotiationExchange() : Exchange(AskForTls())
{
    private const byte TpktVersion = 3;
    private const int TpktSize = 4;

    private const byte ConnectionRequest = 0xE0;
    private const byte ConnectionConfirm = 0xD0;
    private const byte DisconnectRequest = 0x80;
    private const byte CodeMask = 0xF0; // the low half is the credit of classes 2 to 4

    private const byte NegotiationRequest = 1;
    private const byte NegotiationResponse = 2;
    private const byte NegotiationFailure = 3;
    private const int NegotiationSize = 8;

    /// <summary>A confirm is 11 bytes, 19 with the negotiation; X.224 would allow some parameters more.</summary>
    private const int ConfirmSize = 11;

    private const int MaxConfirmSize = 64;

    protected override Reply Parse(ByteReader reader)
    {
        if (WhyNoConfirm(reader) is { } why) return Reply.Foreign(why);
        if (reader.Remaining < TpktSize) return Reply.Incomplete;
        reader.Skip(2);
        var length = reader.ReadUInt16BigEndian();
        if (reader.Length < length) return Reply.Incomplete;

        // A confirm names our reference (0, as we sent) and then one of its own: Windows and xrdp 00 00 12 34, FreeRDP 00 00 00 00.
        // Nothing is told apart by them, for one connection carries one request; they are not judged.
        reader.Position = ConfirmSize;
        return length == ConfirmSize
            ? Answer(RdpSecurity.Standard, "no negotiation, ")
            : ReadNegotiation(reader.Slice(length - ConfirmSize));
    }

    /// <summary>
    /// Both CredSSP and TLS: a server that insists on NLA refuses a request for TLS alone. No cookie: it holds a user name.
    /// </summary>
    private static byte[] AskForTls() => new ByteWriter()
        .Byte(TpktVersion).Byte(0).UInt16BigEndian(ConfirmSize + NegotiationSize)
        .Byte(ConfirmSize + NegotiationSize - TpktSize - 1).Byte(ConnectionRequest).Zeros(5) // references and class 0
        .Byte(NegotiationRequest).Byte(0).UInt16LittleEndian(NegotiationSize)
        .UInt32LittleEndian((uint)(RdpSecurity.Tls | RdpSecurity.CredSsp))
        .ToArray();

    /// <summary>Judges what is there of the first six bytes, so that another service, or an endless one, is known at once.</summary>
    private static string? WhyNoConfirm(ByteReader reader)
    {
        var header = reader.SliceAt(0, Math.Min(reader.Length, TpktSize + 2));
        if (header.Remaining > 0 && header.ReadByte() != TpktVersion) return "its answer is not RDP";
        if (header.Remaining < 3) return null;
        header.Skip(1);
        var length = header.ReadUInt16BigEndian();
        if (length is < ConfirmSize or > MaxConfirmSize) return $"its answer of {length} bytes cannot be an RDP connection confirm";
        if (header.Remaining > 0 && header.ReadByte() != length - TpktSize - 1)
        {
            return "the lengths in its RDP answer contradict each other";
        }
        if (header.Remaining == 0) return null;
        return (header.ReadByte() & CodeMask) switch
        {
            ConnectionConfirm => null,
            ConnectionRequest => "it sent an RDP connection request, not a confirm",
            DisconnectRequest => "it refused the RDP connection (X.224 disconnect request)",
            var code => $"its X.224 answer is of type 0x{code:X2}, no connection confirm",
        };
    }

    private static Reply ReadNegotiation(ByteReader negotiation)
    {
        var type = negotiation.ReadByte();
        negotiation.Skip(1);
        if (negotiation.ReadUInt16LittleEndian() != NegotiationSize) return Reply.Foreign("its RDP negotiation has a wrong length");
        var value = negotiation.ReadUInt32LittleEndian();
        return type switch
        {
            NegotiationResponse when value == (uint)RdpSecurity.Standard || ((RdpSecurity)value).IsWithinTls() =>
                Answer((RdpSecurity)value),
            NegotiationResponse => Reply.Foreign($"it chose an RDP security protocol that does not exist (0x{value:X})"),
            NegotiationFailure => Reply.Answer(new() { Evidence = "no certificate: " + RdpNegotiationFailure.ToText(value) }),
            _ => Reply.Foreign($"its RDP negotiation is of type {type}, no response"),
        };
    }

    private static Reply Answer(RdpSecurity security, string prefix = "") =>
        Reply.Answer(new() { Evidence = prefix + security.ToText() }, startTls: security.IsWithinTls());
}
