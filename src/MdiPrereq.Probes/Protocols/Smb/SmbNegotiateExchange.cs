using System;
using System.Linq;

namespace MdiPrereq.Protocols;

/// <summary>One SMB2 NEGOTIATE and the judgement of the response (MS-SMB2 2.2.1.2, 2.2.3), framed as on port 445 (2.1).</summary>
internal sealed class SmbNegotiateExchange(byte[] clientGuid) : Exchange(Negotiate(clientGuid))
{
    private const int FrameSize = 4;
    private const int HeaderSize = 64;
    private const int Smb1HeaderSize = 32;
    private const int RequestStructureSize = 36;
    private const int ErrorStructureSize = 9;
    private const int NegotiateCommand = 0;
    private const uint ResponseFlag = 0x00000001;
    private const int SigningEnabled = 0x0001;

    private const uint StatusSuccess = 0;
    private const uint StatusNotSupported = 0xC00000BB;

    /// <summary>A negotiate response is a few hundred bytes: 128 and a SPNEGO token.</summary>
    private const int MaxMessage = 0x10000;

    private static readonly byte[] ProtocolId = [0xFE, (byte)'S', (byte)'M', (byte)'B'];
    private static readonly byte[] Smb1ProtocolId = [0xFF, (byte)'S', (byte)'M', (byte)'B'];

    protected override Reply Parse(ByteReader reader)
    {
        if (reader.Remaining > 0 && reader.PeekByte() != 0) return Reply.Foreign("its answer is not SMB");
        if (reader.Remaining < FrameSize) return Reply.Incomplete;
        var length = reader.ReadUInt32BigEndian(); // one zero byte, three of length
        if (length is < Smb1HeaderSize or > MaxMessage) return Reply.Foreign($"it announces an SMB message of {length} bytes");
        if (WhyNotSmb2(reader.SliceAt(FrameSize, Math.Min(reader.Remaining, ProtocolId.Length))) is { } why) return Reply.Foreign(why);
        return reader.Remaining < length ? Reply.Incomplete : ReadMessage(reader.Slice((int)length));
    }

    private static byte[] Negotiate(byte[] clientGuid)
    {
        var message = new ByteWriter()
            .Bytes(ProtocolId).UInt16LittleEndian(HeaderSize).UInt16LittleEndian(0).UInt32LittleEndian(0) // credit charge, status
            .UInt16LittleEndian(NegotiateCommand).UInt16LittleEndian(1) // one credit
            .Zeros(48) // flags, next command, message, process, tree and session ids, signature
            .UInt16LittleEndian(RequestStructureSize).UInt16LittleEndian(SmbDialect.Offered.Count)
            .UInt16LittleEndian(SigningEnabled).UInt16LittleEndian(0).UInt32LittleEndian(0) // reserved, capabilities
            .Bytes(clientGuid).Zeros(8); // client start time
        foreach (var dialect in SmbDialect.Offered) message.UInt16LittleEndian(dialect);
        return new ByteWriter().UInt32BigEndian((uint)message.Length).Bytes(message.ToArray()).ToArray();
    }

    private static string? WhyNotSmb2(ByteReader start)
    {
        var found = start.ReadBytes(start.Remaining);
        if (found.SequenceEqual(ProtocolId.Take(found.Length))) return null;
        return found.SequenceEqual(Smb1ProtocolId.Take(found.Length)) ? "it speaks only SMB1" : "its answer is not SMB";
    }

    private static Reply ReadMessage(ByteReader message)
    {
        message.Skip(ProtocolId.Length);
        if (message.ReadUInt16LittleEndian() != HeaderSize) return Reply.Foreign("its SMB header has a wrong size");
        message.Skip(2);
        var status = message.ReadUInt32LittleEndian();
        var command = message.ReadUInt16LittleEndian();
        message.Skip(2);
        var flags = message.ReadUInt32LittleEndian();
        var next = message.ReadUInt32LittleEndian();
        var messageId = message.ReadUInt64LittleEndian();
        message.Skip(4); // reserved; once the process id, which some servers repeat and some do not
        var tree = message.ReadUInt32LittleEndian();
        var session = message.ReadUInt64LittleEndian();
        if ((flags & ResponseFlag) == 0) return Reply.Foreign("it sent an SMB request, not a response");
        if (command != NegotiateCommand || messageId != 0) return Reply.Foreign("its SMB response answers another request");
        if ((next, tree, session) != (0, 0, 0)) return Reply.Foreign("its SMB response is of a session, and there is none yet");

        // A server that insists on 3.1.1 says so (MS-SMB2 3.3.5.4, 2.2.2), and is an SMB server all the same.
        message.Position = HeaderSize;
        if (status == StatusNotSupported && message.ReadUInt16LittleEndian() == ErrorStructureSize)
        {
            return Reply.Answer(new() { Evidence = "SMB, but none of the dialects 2.0.2 to 3.0.2" });
        }

        if (status != StatusSuccess) return Reply.Foreign($"it refused to negotiate SMB (status 0x{status:X8})");
        return Reply.Answer(Describe(SmbNegotiateResponse.Read(message)));
    }

    private static Findings Describe(SmbNegotiateResponse response) => new()
    {
        Evidence = $"SMB {SmbDialect.ToText(response.Dialect)}, signing "
            + (response.SigningRequired ? "required" : response.SigningEnabled ? "enabled" : "off"),
        RemoteTimeUtc = response.SystemTimeUtc,
    };
}
