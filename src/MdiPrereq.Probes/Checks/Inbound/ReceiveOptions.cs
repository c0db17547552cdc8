using System;
using System.Collections.Generic;
using System.Net;

namespace MdiPrereq.Checks.Inbound;

/// <summary>For which probes is listened, where and for how long.</summary>
internal sealed record ReceiveOptions
{
    public const int DefaultSeconds = 60;
    public const int MaxSeconds = 86_400;

    /// <summary>The rows, each with the port that is listened on for it.</summary>
    public required IReadOnlyList<InboundRow> Rows { get; init; }

    /// <summary>For how long, from when all listen.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(DefaultSeconds);

    /// <summary>How often a reception is given before the end, as it is until then; the first at once. Null for never.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>The one address of this machine to listen on; null for all.</summary>
    public IPAddress? ListenAddress { get; init; }
}
