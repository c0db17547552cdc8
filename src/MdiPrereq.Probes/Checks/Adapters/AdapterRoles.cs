using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Checks.Adapters.Rules;
using MdiPrereq.Engine;

namespace MdiPrereq.Checks.Adapters;

/// <summary>Finds out what each adapter is to the sensor, by its shape or by the names that were given.</summary>
internal static class AdapterRoles
{
    /// <summary>The adapters that have a role, the capture adapters first.</summary>
    public static IReadOnlyList<Subject> Of(ServerFacts facts, SensorType sensorType, IReadOnlyList<string> names)
    {
        var subjects = sensorType switch
        {
            SensorType.Standalone when names.Count > 0 => ByName(facts, names),
            SensorType.Standalone => ByShape(facts),
            SensorType.Classic => Carrying(facts, names),
            _ => [],
        };
        return [.. subjects.OrderByDescending(subject => subject.Role == AdapterRole.Capture)];
    }

    /// <summary>By its name, its device's name or its id; wildcards allowed.</summary>
    public static bool IsNamed(AdapterFact adapter, string name) =>
        Wildcard.IsMatch(adapter.Name, name) || Wildcard.IsMatch(adapter.Description, name) || Wildcard.IsMatch(adapter.Id, name);

    private static IEnumerable<Subject> ByName(ServerFacts facts, IReadOnlyList<string> names)
    {
        foreach (var adapter in facts.Adapters)
        {
            if (names.Any(name => IsNamed(adapter, name))) yield return new(adapter, AdapterRole.Capture);
            else if (IsPresentCandidate(adapter) && adapter.IPv4().Count > 0) yield return new(adapter, AdapterRole.Management);
        }
    }

    /// <summary>
    /// A host mask tells a capture adapter and a gateway a management adapter, in this order. What has neither is more likely a
    /// capture adapter with the wrong mask, unless there is one already or it has DNS servers: then it is to talk to the network.
    /// </summary>
    private static IEnumerable<Subject> ByShape(ServerFacts facts)
    {
        var candidates = facts.Adapters.Where(adapter => IsCandidate(adapter) && (adapter.IsPresent() || adapter.HasHostMask())).ToList();
        var captures = candidates.Where(adapter => adapter.HasHostMask()).ToList();
        var others = candidates.Except(captures).Where(adapter => adapter.IPv4().Count > 0).ToList();
        var managements = others.Where(adapter => adapter.Gateways.Count > 0).ToList();
        if (managements.Count == 0) managements = [.. others.Where(adapter => adapter.DnsServers?.Count > 0)];
        var rest = others.Except(managements).ToList();
        if (captures.Count == 0)
        {
            captures = rest.Count > 0
                ? rest
                : [.. candidates.Except(managements).Where(adapter => adapter.IsUp() && !adapter.HasAddress())];
        }
        else if (managements.Count == 0)
        {
            managements = rest;
        }

        return captures.Select(adapter => new Subject(adapter, AdapterRole.Capture))
            .Concat(managements.Select(adapter => new Subject(adapter, AdapterRole.Management)));
    }

    private static IEnumerable<Subject> Carrying(ServerFacts facts, IReadOnlyList<string> names) => facts.Adapters
        .Where(adapter => names.Count > 0
            ? names.Any(name => IsNamed(adapter, name))
            : adapter.IsNetworkCard() && adapter.IsUp() && (adapter.HasAddress() || adapter.IsTeamMember()))
        .Select(adapter => new Subject(adapter, AdapterRole.Traffic));

    private static bool IsPresentCandidate(AdapterFact adapter) => IsCandidate(adapter) && adapter.IsPresent();

    private static bool IsCandidate(AdapterFact adapter) => adapter.IsNetworkCard() && !adapter.IsTeamMember();
}
