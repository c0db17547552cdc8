using System;
using MdiPrereq.Contract;

namespace MdiPrereq;

/// <summary>
/// One message that arrived for an inbound row: a probe with its marker, or, once for each sender, a message of the row's protocol
/// without one. <see cref="CheckResult.ComputerName"/> and <see cref="CheckResult.RemoteAddress"/> are the sender as it is seen here,
/// <see cref="CheckResult.SourceComputer"/> this machine and <see cref="CheckResult.SourceAddress"/> the address that it came to.
/// </summary>
public sealed class ProbeArrival : ProbeEvidence
{
    internal ProbeArrival()
    {
    }

    internal ProbeArrival(Origin origin, PortRequirement row, int port, Judgement judgement)
        : base(origin, row, port, judgement)
    {
    }

    /// <summary>The id of the sending that the probe is of; empty for a message that is no probe.</summary>
    public string Marker { get; internal init; } = "";

    /// <summary>Which try of the sending; 0 for a message that is no probe.</summary>
    public int Attempt { get; internal init; }

    /// <summary>What it is, such as <c>RADIUS Accounting-Request</c> or <c>syslog (RFC 5424)</c>.</summary>
    public string Format { get; internal init; } = "";

    /// <summary>The port that it came from, as it is seen here.</summary>
    public int RemotePort { get; internal init; }

    /// <summary>The address that it left from, as the sender saw it; empty for a message that is no probe.</summary>
    public string SentFromAddress { get; internal init; } = "";

    /// <summary>The port that it left from, as the sender saw it; 0 for a message that is no probe.</summary>
    public int SentFromPort { get; internal init; }

    /// <summary>The address that it was sent to, as the sender saw it; empty for a message that is no probe.</summary>
    public string SentToAddress { get; internal init; } = "";

    /// <summary>The port that it was sent to, as the sender saw it; 0 for a message that is no probe.</summary>
    public int SentToPort { get; internal init; }

    /// <summary>When it was sent, by the sender's clock, UTC; null for a message that is no probe.</summary>
    public DateTime? SentUtc { get; internal init; }

    /// <summary>
    /// From the sending to the arrival, in milliseconds, by two clocks: the way's delay and the clocks' difference. Null for a message
    /// that is no probe.
    /// </summary>
    public double? DelayMilliseconds { get; internal init; }

    /// <summary>Whether an address or port is another here than the sender saw it: it was translated on the way (NAT, RFC 3022).</summary>
    public bool IsTranslated { get; internal init; }

    /// <summary>Whether the same try of the same sending had arrived before: doubled by the network, or replayed.</summary>
    public bool IsCopy { get; internal init; }

    /// <summary>How it was seen: by a listener of ours, or by capture beside another program or a firewall.</summary>
    public ProbeListening SeenBy { get; internal init; }

    /// <summary>The arrival in one line, for logs.</summary>
    /// <returns>For example <c>10.0.0.5 UDP 1813 RADIUS Accounting-Request</c>.</returns>
    public override string ToString() => $"{RemoteAddress} {PortName.Of(Transport, Port)} {Format}";
}
