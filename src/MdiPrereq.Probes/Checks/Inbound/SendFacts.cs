using System.Net;
using MdiPrereq.Protocols;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Inbound;

/// <summary>What was seen of the probes that were sent to one sensor for one row.</summary>
/// <param name="Row">The row.</param>
/// <param name="Target">The sensor as it was given.</param>
/// <param name="Outcome">What came back, or that nothing did.</param>
internal sealed record SendFacts(InboundRow Row, string Target, ProbeOutcome Outcome)
{
    /// <summary>How many probes have left.</summary>
    public int Sent { get; init; }

    /// <summary>How many errors came back.</summary>
    public int Errors { get; init; }

    /// <summary>The local end; null when nothing was sent.</summary>
    public IPEndPoint? Sender { get; init; }

    /// <summary>The id that the probes carried; empty when none was sent.</summary>
    public string Marker { get; init; } = "";

    /// <summary>The time for a reply.</summary>
    public int TimeoutMilliseconds { get; init; }

    public bool HasSecret { get; init; }

    /// <summary>Whether a reply is wanted; never of syslog, which has none.</summary>
    public bool ExpectsReply { get; init; }

    /// <summary>What came back is a RADIUS reply that nothing proves; null for anything else.</summary>
    public AccountingReply? Unproved => Outcome.Answer as AccountingReply;

    /// <summary>
    /// Whether everything went as it should and this end can prove no more: nothing answers there by itself, or a reply came without a
    /// secret to prove it by.
    /// </summary>
    public bool IsForTheOtherEndToSay => (Outcome.State, Outcome.Reason) switch
    {
        (State.NoReply, _) => !ExpectsReply,
        (State.Open, Reason.NoProtocolReply) => true,
        _ => Unproved is { HadSecret: false },
    };
}
