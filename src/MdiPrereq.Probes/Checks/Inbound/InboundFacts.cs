using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Checks.Ports;

namespace MdiPrereq.Checks.Inbound;

/// <summary>What both ends saw of the probes that one machine sent to one sensor for one row.</summary>
/// <param name="Row">The row.</param>
/// <param name="Sending">What the sender saw.</param>
/// <param name="Reception">How the sensor listened; null when nobody says.</param>
/// <param name="Arrivals">The probes of this sending that came, copies among them, as the sensor saw them.</param>
internal sealed record InboundFacts(
    PortRequirement Row, ProbeSending Sending, ProbeReception? Reception, IReadOnlyList<ProbeArrival> Arrivals)
{
    // Clocks of a domain are not better than this, and the receiver ends as soon as the sender has.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    /// <summary>Whether one and the same saw to it that the sensor listened while the probes were sent.</summary>
    public bool IsConducted { get; init; }

    /// <summary>Those that our own listener heard: they have passed the sensor's firewall.</summary>
    public IEnumerable<ProbeArrival> Heard => Arrivals.Where(arrival => arrival.SeenBy == ProbeListening.Listener);

    /// <summary>Those that were captured at the sensor's adapters alone.</summary>
    public IEnumerable<ProbeArrival> Captured => Arrivals.Where(arrival => arrival.SeenBy == ProbeListening.Capture);

    /// <summary>How many tries arrived, each counted once.</summary>
    public int Tries => Arrivals.Select(arrival => arrival.Attempt).Distinct().Count();

    public IEnumerable<ProbeArrival> Copies => Arrivals.Where(arrival => arrival.IsCopy);

    /// <summary>The copies that came from another address or port than what they are copies of.</summary>
    public IEnumerable<ProbeArrival> CopiesFromElsewhere => Copies.Where(copy => !Arrivals.Any(arrival => !arrival.IsCopy
        && arrival.Attempt == copy.Attempt && arrival.RemoteAddress == copy.RemoteAddress && arrival.RemotePort == copy.RemotePort));

    /// <summary>
    /// The first that shows an address that was translated; null when none was. A copy from elsewhere is sent again by somebody.
    /// </summary>
    public ProbeArrival? Translated => Arrivals.FirstOrDefault(arrival => arrival is { IsTranslated: true, IsCopy: false });

    /// <summary>Whether the sensor sees another address than the sender's.</summary>
    public bool IsSourceTranslated =>
        Translated is { } one && (one.RemoteAddress != one.SentFromAddress || one.RemotePort != one.SentFromPort);

    /// <summary>
    /// The sensor's clock minus the sender's, as far as the fastest probe tells it: the way's own delay is in it. Null without an arrival.
    /// </summary>
    public TimeSpan? ClockSkew => Arrivals.Where(arrival => arrival is { IsCopy: false, DelayMilliseconds: not null })
        .Select(arrival => (TimeSpan?)TimeSpan.FromMilliseconds(arrival.DelayMilliseconds!.Value))
        .Min();

    /// <summary>Whether another program has the port, so that all that is seen is seen beside it.</summary>
    public bool IsHeldByAnother => Reception is { Listening: ProbeListening.Capture };

    /// <summary>
    /// Whether the sender wanted a reply that the shared secret proves, and got none: silence alone is nothing to it otherwise.
    /// </summary>
    public bool IsReplyMissing => Sending is { Verified: false, Verdict: not Verdict.NotTested } && Row.Id == PortRow.Radius1813.Id;

    /// <summary>Whether the sensor's firewall would have been seen to drop something.</summary>
    public bool SeesFirewall => Reception is { Listening: ProbeListening.ListenerAndCapture, IsFirewallSeen: true };

    /// <summary>The addresses that all sendings came from, this one among them.</summary>
    public IReadOnlyCollection<string> KnownSenders { get; init; } = [];

    /// <summary>
    /// Whether that firewall dropped requests to connect of others, one of which may be this sender by an address of a NAT's: a request
    /// has no marker.
    /// </summary>
    public bool MayBeBlocked => Sending.Transport == Transport.Tcp && Reception is { BlockedHere: > 0 }
        && (Blocked.Length >= BlockedCount.MostShown || Blocked.Except(KnownSenders).Any());

    /// <summary>Whether the sensor's own firewall dropped packets of this sender.</summary>
    public bool IsSenderBlocked => Blocked.Contains(Sending.SourceAddress);

    private string[] Blocked =>
        Reception?.BlockedSenders.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>
    /// Whether the sensor listened from before the first probe was sent until after the last one had its time, by both clocks, which are
    /// taken to agree unless it is known how far they are apart.
    /// </summary>
    /// <param name="skew">The sensor's clock minus the sender's, from what else came from there; null when it is not known.</param>
    public bool WasListening(TimeSpan? skew) => IsConducted || WasListening(Reception, Sending, skew);

    /// <inheritdoc cref="WasListening(TimeSpan?)"/>
    public static bool WasListening(ProbeReception? reception, ProbeSending sending, TimeSpan? skew)
    {
        if (reception is null || reception.Listening == ProbeListening.None) return false;
        var sent = sending.TimestampUtc + (skew ?? TimeSpan.Zero);
        var begin = reception.TimestampUtc - Slack;
        var end = reception.TimestampUtc.AddMilliseconds(reception.ElapsedMilliseconds) + Slack;
        return sent >= begin && sent.AddMilliseconds(sending.ElapsedMilliseconds) <= end;
    }
}
