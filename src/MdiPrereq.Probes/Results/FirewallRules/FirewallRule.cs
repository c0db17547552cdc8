namespace MdiPrereq;

/// <summary>
/// A rule that a firewall on the way must have: sources, targets and ports that need the same, in the words of one product.
/// </summary>
public sealed class FirewallRule
{
    internal FirewallRule()
    {
    }

    /// <summary>In which words it is written.</summary>
    public FirewallRuleFormat Format { get; internal init; }

    /// <summary>The rule's name. It comes from what the rule allows: the same rule has the same name on each run.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>Who opens the connection: addresses and blocks, separated by commas.</summary>
    public string Source { get; internal init; } = "";

    /// <summary>Who accepts it: addresses and blocks, or names of hosts of the cloud service.</summary>
    public string Destination { get; internal init; } = "";

    /// <summary>The transport protocol.</summary>
    public Transport Transport { get; internal init; }

    /// <summary>The destination ports and ranges of ports, separated by commas.</summary>
    public string Port { get; internal init; } = "";

    /// <summary>The direction, seen from the sensor.</summary>
    public Direction Direction { get; internal init; }

    /// <summary>The rule itself. It can be applied alone.</summary>
    public string Text { get; internal init; } = "";

    /// <summary>What takes the rule away again.</summary>
    public string Undo { get; internal init; } = "";

    /// <summary>Which rows need it, and what was seen of them.</summary>
    public string Reason { get; internal init; } = "";

    /// <summary>Where those rows are documented (URLs, separated by blanks).</summary>
    public string Reference { get; internal init; } = "";

    /// <summary>The rule in one line.</summary>
    /// <returns>For example <c>mdi-tcp-1a2b3c4d: 10.0.0.1 to 10.0.1.10 TCP 389</c>.</returns>
    public override string ToString() => $"{Name}: {Source} to {Destination} {Transport.ToString().ToUpperInvariant()} {Port}";
}
