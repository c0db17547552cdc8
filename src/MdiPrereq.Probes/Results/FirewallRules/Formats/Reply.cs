using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Results.FirewallRules.Formats;

/// <summary>The way of a rule's answers, which a firewall without state must allow too.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="SourcePorts">The ports that answers come from: those of the rule.</param>
/// <param name="TargetPorts">The ports that they go to.</param>
internal sealed record Reply(PlannedRule Rule, IReadOnlyList<PortRange> SourcePorts, PortRange TargetPorts)
{
    /// <summary>Where systems take the port of a connection from (RFC 6056 section 3.2); Windows and Linux from a part of it.</summary>
    private static readonly PortRange Ephemeral = new(1024, 65535);

    // The Windows Time service asks from port 123, NetBIOS over TCP/IP from 137 (RFC 1002 section 4.2): the answers go back there.
    private static readonly int[] SameOnBothEnds = [123, 137];

    public static IEnumerable<Reply> Of(PlannedRule rule) =>
    [
        new(rule, rule.Ports, Ephemeral),
        .. SameOnBothEnds.Where(port => rule.Transport == Transport.Udp && rule.HasPort(port))
            .Select(port => new PortRange(port, port)).Select(port => new Reply(rule, [port], port)),
    ];

    public string SourcePort => string.Join(", ", SourcePorts);

    public override string ToString() =>
        $"from {Rule.Target} {Rule.TransportName} {SourcePort} to {Rule.Source} {Rule.TransportName} {TargetPorts}"
        + (Rule.Transport == Transport.Tcp ? ", established connections alone" : "");
}
