using System;
using System.Buffers.Binary;
using System.Linq;
using MdiPrereq.Protocols;

namespace MdiPrereq.Sample.Servers;

/// <summary>
/// A file server's answer to an SMB2 NEGOTIATE (MS-SMB2 2.2.4): the highest dialect asked for up to 3.0.2, signing required.
/// </summary>
internal static class SmbResponder
{
    private const int HeaderLength = 64;
    private const int HighestDialect = 0x0302;

    // SPNEGO's NegTokenInit with NTLM as the only mechanism (RFC 4178 section 4.2.1).
    private static readonly byte[] Spnego =
    [
        0x60, 0x1C, 0x06, 0x06, 0x2B, 0x06, 0x01, 0x05, 0x05, 0x02, 0xA0, 0x12, 0x30, 0x10, 0xA0, 0x0E,
        0x30, 0x0C, 0x06, 0x0A, 0x2B, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x02, 0x02, 0x0A,
    ];

    public static byte[]? Reply(byte[] request, DateTime utcNow)
    {
        // Four bytes of length, the header, the fixed part of NEGOTIATE.
        if (request.Length < 4 + HeaderLength + 36 || request[0] != 0) return null;
        var message = request.AsSpan(4);
        if (message.Length < BinaryPrimitives.ReadInt32BigEndian(request)) return null;
        if (message[0] != 0xFE || !message[1..4].SequenceEqual("SMB"u8)) return null;
        var count = BinaryPrimitives.ReadUInt16LittleEndian(message[(HeaderLength + 2)..]);
        var dialects = message[(HeaderLength + 36)..];
        if (dialects.Length < 2 * count) return null;
        var dialect = 0;
        for (var i = 0; i < count; i++)
        {
            int offered = BinaryPrimitives.ReadUInt16LittleEndian(dialects[(2 * i)..]);
            if (offered <= HighestDialect) dialect = Math.Max(dialect, offered);
        }

        var body = new ByteWriter()
            .Bytes(0xFE).Ascii("SMB").UInt16LittleEndian(64).UInt16LittleEndian(1).UInt32LittleEndian(0)
            .UInt16LittleEndian(0).UInt16LittleEndian(1).UInt32LittleEndian(1).UInt32LittleEndian(0)
            .Bytes(message.Slice(24, 8).ToArray())
            .UInt32LittleEndian(0).UInt32LittleEndian(0).Zeros(8).Zeros(16)
            .UInt16LittleEndian(65).UInt16LittleEndian(3).UInt16LittleEndian(dialect).UInt16LittleEndian(0)
            .Bytes([.. Enumerable.Repeat((byte)0x5A, 16)])
            .UInt32LittleEndian(0x2F).UInt32LittleEndian(0x0080_0000).UInt32LittleEndian(0x0080_0000).UInt32LittleEndian(0x0080_0000)
            .UInt64LittleEndian((ulong)utcNow.ToFileTimeUtc()).UInt64LittleEndian(0)
            .UInt16LittleEndian(0x80).UInt16LittleEndian(Spnego.Length).UInt32LittleEndian(0)
            .Bytes(Spnego)
            .ToArray();
        return [.. new ByteWriter().UInt32BigEndian((uint)body.Length).ToArray(), .. body];
    }
}
