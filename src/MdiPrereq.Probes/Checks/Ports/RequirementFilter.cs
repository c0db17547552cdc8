using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Contract;
using MdiPrereq.Engine;

namespace MdiPrereq.Checks.Ports;

/// <summary>Which rows are wanted. Lists that are empty or null let everything through.</summary>
internal sealed record RequirementFilter
{
    private const int PlacesShown = 2;

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
    public IEnumerable<(string Id, string Problem)> UnmatchedIds(Vocabulary words)
    {
        foreach (var id in Id ?? [])
        {
            if (PortCatalog.Rows.Any(row => Wildcard.IsMatch(row.Id, id) && Matches(row))) continue;
            var elsewhere = PortCatalog.Rows.Where(row => Wildcard.IsMatch(row.Id, id)).ToList();
            yield return (id, elsewhere.Count == 0
                ? $"No row has the id '{id}'. Run {words.ListRows} to see all ids."
                : $"The row '{id}' is not among those asked for. "
                    + $"It is in {string.Join(", ", elsewhere.Select(row => Table(row, words)).Distinct())}: give that, or other filters.");
        }
    }

    /// <summary>For each given port that selects nothing, what is wrong and what to give instead.</summary>
    public IEnumerable<(int Port, string Problem)> UnmatchedPorts(Vocabulary words)
    {
        foreach (var port in (Port ?? []).Distinct())
        {
            if (PortCatalog.Rows.Any(row => row.Port == port && Matches(row))) continue;
            var elsewhere = PortCatalog.Rows.Where(row => row.Port == port).OrderBy(row => row.Catalog == Catalog ? 0 : 1)
                .Select(Place).Distinct().Take(PlacesShown).ToList();
            yield return (port, elsewhere.Count == 0
                ? ProblemOfUnknown(port)
                : $"No row with the port {port} is among those asked for. There is {string.Join("; ", elsewhere)}: give that, "
                    + "or other filters.");
        }

        string Place(PortRequirement row) => $"{row.Id} with {Table(row, words)}"
            + (Destination?.Count > 0 ? $" {words.Destination} {row.Destination}" : "")
            + (Transport?.Count > 0 ? $" {words.Transport} {row.Transport}" : "");
    }

    /// <summary>Whether any row has a port, whatever the filter.</summary>
    public static bool IsKnown(int port) => PortCatalog.Rows.Any(row => row.Port == port);

    /// <summary>What to say of a port that no row has.</summary>
    public static string ProblemOfUnknown(int port) =>
        $"No row has the port {port}. The ports are "
            + $"{string.Join(", ", PortCatalog.Rows.Select(row => row.Port).Distinct().OrderBy(known => known))}.";

    private static string Table(PortRequirement row, Vocabulary words) =>
        $"{words.SensorType} {row.SensorType} {words.Catalog} {row.Catalog}";

    private static bool Admits<T>(IReadOnlyCollection<T>? wanted, Func<T, bool> matches) =>
        wanted is null || wanted.Count == 0 || wanted.Any(matches);

    private bool Matches(PortRequirement row) =>
        row.Catalog == Catalog
        && Admits(SensorType, sensorType => row.SensorType == sensorType)
        && Admits(Destination, destination => row.Destination == destination)
        && Admits(Id, id => Wildcard.IsMatch(row.Id, id))
        && Admits(Transport, transport => row.Transport == transport)
        && Admits(Port, port => row.Port == port);
}
