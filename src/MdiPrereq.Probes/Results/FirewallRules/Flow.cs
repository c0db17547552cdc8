namespace MdiPrereq.Results.FirewallRules;

/// <summary>One connection that has to be allowed.</summary>
/// <param name="Source">Who opens it.</param>
/// <param name="Target">Who accepts it.</param>
/// <param name="Row">The documented row that needs it.</param>
/// <param name="Seen">What the network did with it; null when nothing was tested.</param>
internal sealed record Flow(Peer Source, Peer Target, PortRequirement Row, State? Seen)
{
    /// <summary>The port, where it is not the row's: that of a proxy on the way.</summary>
    public int? OtherPort { get; init; }

    public int Port => OtherPort ?? Row.Port;

    /// <summary>Whether the machine that opens it has refused it itself: the rule belongs there.</summary>
    public bool IsBlockedAtSource => Seen == State.BlockedLocally;
}
