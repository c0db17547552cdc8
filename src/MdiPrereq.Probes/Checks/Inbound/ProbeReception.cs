using MdiPrereq.Contract;

namespace MdiPrereq;

/// <summary>
/// How a machine listened for the probes of one row, from when (<see cref="CheckResult.TimestampUtc"/>) and for how long
/// (<see cref="CheckResult.ElapsedMilliseconds"/>), and what it cannot have seen: without it nobody could say of a probe that it was lost.
/// One for each row, at the end. <see cref="CheckResult.ComputerName"/> is this machine.
/// </summary>
public sealed class ProbeReception : ProbeEvidence
{
    internal ProbeReception()
    {
    }

    internal ProbeReception(Origin origin, PortRequirement row, int port, Judgement judgement)
        : base(origin, row, port, judgement)
    {
    }

    /// <summary>How it listened.</summary>
    public ProbeListening Listening { get; internal init; }

    /// <summary>Why it did not listen in full, as a sentence; empty when nothing hindered it.</summary>
    public string Hindrance { get; internal init; } = "";

    /// <summary>The program that has the port; empty when none has, or it could not be read.</summary>
    public string Holder { get; internal init; } = "";

    /// <summary>
    /// Whether it would have been seen what this machine's own firewall drops: as administrator on Linux, where capture stands before it.
    /// Windows Firewall stands before capture too.
    /// </summary>
    public bool IsFirewallSeen { get; internal init; }

    /// <summary>
    /// What is known of this machine's firewall: <c>Enabled</c>, <c>Disabled</c> or <c>Missing</c>, the state of the sensor's own rule
    /// for the port on Windows; <c>Unknown</c> elsewhere.
    /// </summary>
    public string SensorFirewallRule { get; internal init; } = "";

    /// <summary>This machine's addresses, with commas between them: by them a sending finds the reception that it belongs to.</summary>
    public string Addresses { get; internal init; } = "";

    /// <summary>How many probes with a marker arrived, copies among them.</summary>
    public long Probes { get; internal init; }

    /// <summary>How many messages of the row's protocol without a marker arrived.</summary>
    public long Messages { get; internal init; }

    /// <summary>How many datagrams or connections came that are neither.</summary>
    public long Strangers { get; internal init; }

    /// <summary>How many arrivals were counted and not given, since more came than are kept.</summary>
    public long Withheld { get; internal init; }

    /// <summary>How many datagrams this machine dropped itself before they could be read: among them may have been a probe.</summary>
    public long Dropped { get; internal init; }

    /// <summary>
    /// How many datagrams or connection requests were captured at an adapter and never came to the listener: this machine's firewall drops
    /// them. 0 without capture.
    /// </summary>
    public long BlockedHere { get; internal init; }

    /// <summary>The senders of those, with commas between them, the first ten.</summary>
    public string BlockedSenders { get; internal init; } = "";

    /// <summary>Who waits for a yes or no gets no when nothing came to a listener of ours.</summary>
    internal override bool SpoilsCompliance => Verdict != Verdict.Pass;

    /// <summary>The reception in one line, for logs.</summary>
    /// <returns>For example <c>sensor01 UDP 1813 RADIUS: 3 probes</c>.</returns>
    public override string ToString() => $"{ComputerName} {PortName.Of(Transport, Port)} {Service}: {Probes} probes";
}
