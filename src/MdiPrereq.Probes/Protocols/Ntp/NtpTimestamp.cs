using System;

namespace MdiPrereq.Protocols;

/// <summary>An NTP timestamp: seconds and their 2^-32 fractions, counted from 1900 or, once they have wrapped, from 2036.</summary>
internal readonly record struct NtpTimestamp(ulong Value)
{
    private static readonly DateTime Epoch1900 = new(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Epoch2036 = Epoch1900.AddSeconds(1L << 32);

    /// <summary>"Unknown or unsynchronised" (RFC 5905 section 6).</summary>
    public bool IsZero => Value == 0;

    /// <summary>RFC 4330 section 3: with the first bit set it is a time from 1968 to 2036, without it one from 2036 to 2104.</summary>
    public DateTime ToUtc()
    {
        var seconds = (long)(Value >> 32);
        var ticks = (long)(((Value & 0xFFFFFFFF) * TimeSpan.TicksPerSecond) >> 32);
        return (seconds >= 0x80000000 ? Epoch1900 : Epoch2036).AddTicks((seconds * TimeSpan.TicksPerSecond) + ticks);
    }
}
