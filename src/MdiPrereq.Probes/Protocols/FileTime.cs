using System;

namespace MdiPrereq.Protocols;

/// <summary>FILETIME: 100-nanosecond steps since 1601, UTC (MS-DTYP 2.3.3).</summary>
internal static class FileTime
{
    private static readonly long Max = DateTime.MaxValue.ToFileTimeUtc();

    /// <summary>The time; null for zero, which stands for none, and for what is beyond the calendar.</summary>
    public static DateTime? ToUtc(ulong value) => value == 0 || value > (ulong)Max ? null : DateTime.FromFileTimeUtc((long)value);
}
