using System;
using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Requirements;

/// <summary>Which rows are wanted. Lists that are empty or null let everything through.</summary>
internal sealed record RequirementFilter
{
    /// <summary>Null for every kind of sensor.</summary>
    public SensorType? SensorType { get; init; }

    public Catalog Catalog { get; init; }

    public IReadOnlyCollection<Destination>? Destination { get; init; }

    /// <summary>Ids, case-insensitive; <c>*</c> and <c>?</c> are wildcards.</summary>
    public IReadOnlyCollection<string>? Id { get; init; }

    public IReadOnlyCollection<Transport>? Transport { get; init; }

    public IReadOnlyCollection<int>? Port { get; init; }

    /// <summary>The rows that match, in the order of the documents.</summary>
    public IEnumerable<PortRequirement> Select() => PortCatalog.Rows.Where(Matches);

    /// <summary>The given ids that no row of the catalogue has, whatever the other filters say.</summary>
    public IEnumerable<string> UnknownIds() => (Id ?? []).Where(id => !PortCatalog.Rows.Any(row => Wildcard.IsMatch(row.Id, id)));

    private static bool Admits<T>(IReadOnlyCollection<T>? wanted, Func<T, bool> matches) => wanted is null || wanted.Count == 0 || wanted.Any(matches);

    private bool Matches(PortRequirement row) =>
        row.Catalog == Catalog
        && (SensorType is null || row.SensorType == SensorType)
        && Admits(Destination, destination => row.Destination == destination)
        && Admits(Id, id => Wildcard.IsMatch(row.Id, id))
        && Admits(Transport, transport => row.Transport == transport)
        && Admits(Port, port => row.Port == port);
}
