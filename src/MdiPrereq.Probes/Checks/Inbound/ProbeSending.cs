using MdiPrereq.Contract;

namespace MdiPrereq;

/// <summary>
/// What the sender saw of the probes that it sent for one inbound row: a few tries, each with a marker of the same id.
/// <see cref="CheckResult.ComputerName"/> is the sensor as it was given, <see cref="CheckResult.SourceComputer"/> the sender.
/// </summary>
public sealed class ProbeSending : ProbeEvidence
{
    internal ProbeSending()
    {
    }

    internal ProbeSending(Origin origin, PortRequirement row, int port, Judgement judgement)
        : base(origin, row, port, judgement)
    {
    }

    /// <summary>The id that the probes carry: 32 hexadecimal digits. Empty when nothing was sent.</summary>
    public string Marker { get; internal init; } = "";

    /// <summary>The local port that the probes left from; 0 when nothing was sent or each try had another.</summary>
    public int SourcePort { get; internal init; }

    /// <summary>
    /// What the sender's side of the network did. UDP that vanished is <see cref="State.NoReply"/>, as it should be: nothing answers
    /// there unless a reply is expected. TCP that was accepted is <see cref="State.Open"/>.
    /// </summary>
    public State State { get; internal init; }

    /// <summary>Why we think so.</summary>
    public Reason Reason { get; internal init; }

    /// <summary>
    /// True only when a sensor answered with an Accounting-Response that the shared secret proves (RFC 2866 section 4.2).
    /// </summary>
    public bool Verified { get; internal init; }

    /// <summary>How many probes were sent.</summary>
    public int Attempts { get; internal init; }

    /// <summary>
    /// The rows that come in are none that every sensor needs, and yet who sends for one wants it: what did not go as it should counts.
    /// </summary>
    internal override bool SpoilsCompliance => Verdict is Verdict.Fail or Verdict.Warning || State == State.NotTested;

    /// <summary>The sending in one line, for logs.</summary>
    /// <returns>For example <c>sensor01 UDP 1813 RADIUS: NoReply</c>.</returns>
    public override string ToString() => $"{ComputerName} {PortName.Of(Transport, Port)} {Service}: {State}";
}
