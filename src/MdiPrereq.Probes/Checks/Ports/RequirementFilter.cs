using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Engine;

namespace MdiPrereq.Checks.Ports;

/// <summary>Which rows are wanted. Lists that are empty or null let everything through.</summary>
internal sealed record RequirementFilter
{
    public IReadOnlyCollection<SensorType>? SensorType { get; init; }

    public Catalog Catalog { get; init; }

    public IReadOnlyCollection<Destination>? Destination { get; init; }

    /// <summary>Ids, case-insensitive; <c>*</c> and <c>?</c> are wildcards.</summary>
    public IReadOnlyCollection<string>? Id { get; init; }

    public IReadOnlyCollection<Transport>? Transport { get; init; }

    public IReadOnlyCollection<int>? Port { get; init; }

    /// <summary>The rows that match, in the order of the documents.</summary>
    public IEnumerable<PortRequirement> Select() => PortCatalog.Rows.Where(Matches);

    /// <summary>For each given id that selects nothing, what is wrong and what to give instead.</summary>
    public IEnumerable<(string Id, string Problem)> UnmatchedIds()
    {
        foreach (var id in Id ?? [])
        {
            if (PortCatalog.Rows.Any(row => Wildcard.IsMatch(row.Id, id) && Matches(row))) continue;
            var elsewhere = PortCatalog.Rows.Where(row => Wildcard.IsMatch(row.Id, id)).ToList();
            yield return (id, elsewhere.Count == 0
                ? $"No row has the id '{id}'. Run Get-MdiRequiredPort to see all ids."
                : $"The row '{id}' is not among those asked for. It is in {string.Join(", ", elsewhere.Select(Place).Distinct())}: give that, or other filters.");
        }

        static string Place(PortRequirement row) => $"-SensorType {row.SensorType} -Catalog {row.Catalog}";
    }

    private static bool Admits<T>(IReadOnlyCollection<T>? wanted, Func<T, bool> matches) => wanted is null || wanted.Count == 0 || wanted.Any(matches);

    private bool Matches(PortRequirement row) =>
        row.Catalog == Catalog
        && Admits(SensorType, sensorType => row.SensorType == sensorType)
        && Admits(Destination, destination => row.Destination == destination)
        && Admits(Id, id => Wildcard.IsMatch(row.Id, id))
        && Admits(Transport, transport => row.Transport == transport)
        && Admits(Port, port => row.Port == port);
}
