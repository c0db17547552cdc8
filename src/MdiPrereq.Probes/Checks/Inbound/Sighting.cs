using System;
using System.Net;
using MdiPrereq.Protocols;

namespace MdiPrereq.Checks.Inbound;

/// <summary>A message of a row's protocol as it was seen here.</summary>
/// <param name="Utc">When, by this machine's clock.</param>
/// <param name="Remote">Who sent it, as it is seen here.</param>
/// <param name="Local">The address and port that it came to.</param>
/// <param name="Message">What it is.</param>
/// <param name="SeenBy">By a listener, or by capture.</param>
internal sealed record Sighting(DateTime Utc, IPEndPoint Remote, IPEndPoint Local, InboundMessage Message, ProbeListening SeenBy)
{
    /// <summary>The marker that it carries; null without one of its row.</summary>
    public ProbeMarker? Marker => Message.Marker;

    /// <summary>Whether the same try of the same sending was seen before in the same way.</summary>
    public bool IsCopy { get; init; }

    /// <summary>Why a listener that was there never got it; <see cref="MissedBy.Nobody"/> when it did, or there was none.</summary>
    public MissedBy Missed { get; init; }

    /// <summary>From the sending to the arrival, by two clocks; null without a marker.</summary>
    public TimeSpan? Delay => Utc - Marker?.SentUtc;

    /// <summary>Whether it left from another address or port than it is seen with here.</summary>
    public bool IsSourceTranslated => Marker is not null && !Same(Marker.Sender, Remote);

    /// <summary>Whether it was sent to another address or port than it came to.</summary>
    public bool IsTargetTranslated => Marker is not null && !Same(Marker.Target, Local);

    // A scope means something on one machine only.
    private static bool Same(IPEndPoint one, IPEndPoint other) =>
        one.Port == other.Port && BareAddress.Of(one.Address).Equals(BareAddress.Of(other.Address));
}
