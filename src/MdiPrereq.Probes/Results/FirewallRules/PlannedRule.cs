using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MdiPrereq.Results.FirewallRules;

/// <summary>A rule as every product has it, before it is written in the words of one.</summary>
internal sealed record PlannedRule
{
    public required IReadOnlyList<AddressPrefix> Sources { get; init; }

    /// <summary>Empty when the rule goes to names.</summary>
    public required IReadOnlyList<AddressPrefix> Targets { get; init; }

    /// <summary>Hosts of the cloud service; empty when the rule goes to addresses.</summary>
    public required IReadOnlyList<string> HostNames { get; init; }

    public required Transport Transport { get; init; }

    public required IReadOnlyList<PortRange> Ports { get; init; }

    public required Direction Direction { get; init; }

    /// <summary>Whether the machine that opens the connection refused it itself.</summary>
    public required bool IsBlockedAtSource { get; init; }

    /// <summary>Whether some of it is there for silence, which proves no block.</summary>
    public required bool IsSilent { get; init; }

    /// <summary>The names of the rule's addresses, as far as they are known.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Which rows need it, and what was seen of them.</summary>
    public required string Why { get; init; }

    /// <summary>Where those rows are documented.</summary>
    public required string Reference { get; init; }

    public bool IsV6 => Sources[0].IsV6;

    public string Source => string.Join(", ", Sources);

    public string Target => string.Join(", ", HostNames.Count > 0 ? HostNames : Targets.Select(target => target.ToString()));

    public string Port => string.Join(", ", Ports);

    /// <summary>"TCP" or "UDP".</summary>
    public string TransportName => Transport.ToString().ToUpperInvariant();

    /// <summary>
    /// The rule's name, made of what it allows: a product that has a rule of that name has this very rule. A name that was only counted
    /// would on the next run name another one, which some products then mix with the old.
    /// </summary>
    public string Name { get => field ??= NameOf(this); private init; }

    /// <summary>The part of the rule that has these sources and ports; a name of its own.</summary>
    public PlannedRule With(IReadOnlyList<AddressPrefix> sources, IReadOnlyList<PortRange> ports) => this with
    {
        Sources = sources,
        Ports = ports,
        Name = null!,
    };

    /// <summary>Names for objects that the rule needs, which no other rule has.</summary>
    public IEnumerable<string> MemberNames(string what, int count) =>
        Enumerable.Range(1, count).Select(number => $"{Name}-{what}{number.ToString(CultureInfo.InvariantCulture)}");

    public bool HasPort(int port) => Ports.Any(range => range.Has(port));

    // FNV-1a, as wide as the name has room for.
    private static string NameOf(PlannedRule rule)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in $"{rule.Direction}|{rule.IsBlockedAtSource}|{rule.Source}|{rule.Target}|{rule.Port}")
        {
            hash = unchecked((hash ^ character) * 1099511628211UL);
        }

        return $"mdi-{rule.TransportName.ToLowerInvariant()}-{(hash >> 24).ToString("x10", CultureInfo.InvariantCulture)}";
    }
}
