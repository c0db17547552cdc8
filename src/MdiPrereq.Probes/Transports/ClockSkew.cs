using System;

namespace MdiPrereq.Transports;

/// <summary>
/// The one rule for the difference of two clocks: the remote time against the middle of our round trip (RFC 5905 section 8).
/// </summary>
internal static class ClockSkew
{
    public static TimeSpan? Between(DateTime? remoteUtc, DateTime sentUtc, DateTime receivedUtc) =>
        remoteUtc is { } remote ? remote - (sentUtc + TimeSpan.FromTicks((receivedUtc - sentUtc).Ticks / 2)) : null;
}
