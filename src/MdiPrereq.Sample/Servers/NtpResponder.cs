using System;
using MdiPrereq.Protocols;

namespace MdiPrereq.Sample.Servers;

/// <summary>A time server (RFC 5905 section 7.3), synchronised, at stratum 3.</summary>
internal static class NtpResponder
{
    private const int PacketLength = 48;
    private const int ClientMode = 3;
    private const int ServerMode = 4;

    private static readonly DateTime Epoch = new(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static byte[]? Reply(byte[] request, DateTime utcNow)
    {
        if (request.Length < PacketLength || (request[0] & 7) != ClientMode) return null;
        var version = request[0] & 0x38;
        return new ByteWriter()
            .Byte(version | ServerMode).Byte(3).Byte(request[2]).Byte(0xE9)
            .UInt32BigEndian(0x0000_0400).UInt32BigEndian(0x0000_0800).Bytes(192, 0, 2, 1)
            .UInt64BigEndian(Timestamp(utcNow - TimeSpan.FromSeconds(30)))
            .Bytes(request[40..48])
            .UInt64BigEndian(Timestamp(utcNow))
            .UInt64BigEndian(Timestamp(utcNow))
            .ToArray();
    }

    // Seconds since 1900 in the upper half (era 0 ends in 2036), the fraction in the lower.
    private static ulong Timestamp(DateTime utc)
    {
        var ticks = (utc - Epoch).Ticks;
        var seconds = (ulong)(ticks / TimeSpan.TicksPerSecond) & 0xFFFF_FFFF;
        return (seconds << 32) | (((ulong)(ticks % TimeSpan.TicksPerSecond) << 32) / TimeSpan.TicksPerSecond);
    }
}
