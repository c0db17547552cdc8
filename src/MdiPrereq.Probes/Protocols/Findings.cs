using System;

namespace MdiPrereq.Protocols;

/// <summary>What an answer gave away. All text has gone through <see cref="SafeText"/>.</summary>
internal sealed record Findings
{
    private string? _evidence;

    /// <summary>The answer in a few words, for the <c>Evidence</c> column.</summary>
    public string Evidence
    {
        get => _evidence ?? (_evidence = Describe?.Invoke() ?? "");
        init => _evidence = value;
    }

    /// <summary>Makes <see cref="Evidence"/> when it is read: who asks a whole network for names reads none.</summary>
    public Func<string>? Describe { private get; init; }

    /// <summary>The host name that the machine gave for itself; the full one when it gave both; empty when it gave none.</summary>
    public string RemoteName { get; init; } = "";

    /// <summary>
    /// The remote clock when it answered (for NTP the midpoint of its receive and transmit times), UTC. A clock that only tells
    /// whole seconds is read as the middle of its second.
    /// </summary>
    public DateTime? RemoteTimeUtc { get; init; }

    /// <summary>A sentence on something that works but is not right (an unsynchronised clock); it turns a Pass into a Warning.</summary>
    public string Concern { get; init; } = "";
}
