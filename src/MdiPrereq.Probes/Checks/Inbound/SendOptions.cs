using System.Collections.Generic;
using MdiPrereq.Engine;

namespace MdiPrereq.Checks.Inbound;

/// <summary>Which probes are sent to sensors, and how.</summary>
internal sealed record SendOptions : ProbeOptions
{
    public const int DefaultAttempts = 4;
    public const int MaxAttempts = 20;

    public static readonly IReadOnlyList<SyslogFormat> AllFormats = [SyslogFormat.Rfc5424, SyslogFormat.Rfc3164];

    /// <summary>The rows, each with the port that is sent to for it.</summary>
    public required IReadOnlyList<InboundRow> Rows { get; init; }

    /// <summary>How many probes for each row.</summary>
    public int Attempts { get; init; } = DefaultAttempts;

    /// <summary>RADIUS' shared secret; null when it is not known. Who gave it clears it once the run has ended.</summary>
    public byte[]? SharedSecret { get; init; }

    /// <summary>Whether a reply is wanted, from a sensor that is there.</summary>
    public bool ExpectReply { get; init; }

    /// <summary>The formats of syslog, by turns.</summary>
    public IReadOnlyList<SyslogFormat> Formats { get; init; } = AllFormats;
}
