using System.Collections.Generic;
using MdiPrereq.Contract;

namespace MdiPrereq.Results.FirewallRules;

/// <summary>What rules are wanted.</summary>
internal sealed record FirewallOptions
{
    /// <summary>Who opens connections, where a result does not tell it, and for rows that were not tested.</summary>
    public IReadOnlyList<Peer> Sources { get; init; } = [];

    /// <summary>Who accepts the connections of rows that were not tested.</summary>
    public IReadOnlyList<Peer> Targets { get; init; } = [];

    /// <summary>Of the three primary methods those that are to work; one is enough for each device.</summary>
    public IReadOnlyCollection<NnrMethod> NnrMethods { get; init; } = RuleWording.PrimaryMethods;

    /// <summary>The hosts of the workspace's cloud service, for rows that were not tested.</summary>
    public IReadOnlyList<string> CloudHosts { get; init; } = [];

    /// <summary>Whether a firewall on the way keeps no state, so that the answers need rules too.</summary>
    public bool IsStateless { get; init; }

    /// <summary>The asker's words.</summary>
    public Vocabulary Words { get; init; } = Vocabulary.Plain;
}
