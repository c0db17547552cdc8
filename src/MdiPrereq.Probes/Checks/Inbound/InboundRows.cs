using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Engine;

namespace MdiPrereq.Checks.Inbound;

/// <summary>
/// Which of the rows that come in from the network are wanted, and on which ports the sensor listens for them. Lists that are empty or
/// null let everything through. A row that several tables have is one: the probes are the same whatever the sensor.
/// </summary>
internal sealed record InboundRows
{
    /// <summary>RADIUS accounting's port (RFC 2866 section 3).</summary>
    public static readonly int DefaultRadiusPort = PortRow.Radius1813.Port;

    /// <summary>The port of syslog over UDP (RFC 5426 section 3.3), and by custom over TCP (RFC 6587 section 3.4.1).</summary>
    public static readonly int DefaultSyslogPort = PortRow.Syslog514.Port;

    /// <summary>Ids, case-insensitive; <c>*</c> and <c>?</c> are wildcards.</summary>
    public IReadOnlyCollection<string>? Id { get; init; }

    public IReadOnlyCollection<Transport>? Transport { get; init; }

    /// <summary>Rows that were given as such, of whatever table; null for those of today's tables.</summary>
    public IReadOnlyCollection<PortRequirement>? Requirement { get; init; }

    public int RadiusPort { get; init; } = DefaultRadiusPort;

    public int SyslogPort { get; init; } = DefaultSyslogPort;

    /// <summary>The rows that are wanted, in the order of the documents, each once for each transport.</summary>
    public IReadOnlyList<InboundRow> Select() =>
    [
        .. (Requirement ?? PortCatalog.Rows.Where(row => row.Catalog == Catalog.Current))
            .Where(row => IsInbound(row)
                && Admits(Id, id => Wildcard.IsMatch(row.Id, id))
                && Admits(Transport, transport => row.Transport == transport))
            .GroupBy(row => (row.Id, row.Transport))
            .Select(rows => new InboundRow(rows.First(), PortOf(rows.First()))),
    ];

    /// <summary>The ids that no row has, in any table.</summary>
    public IEnumerable<string> UnknownIds() => (Id ?? []).Where(id => !PortCatalog.Rows.Any(row => Wildcard.IsMatch(row.Id, id)));

    /// <summary>The ids whose rows all go out, or stay on their machine.</summary>
    public IEnumerable<string> OtherIds() => (Id ?? []).Except(UnknownIds())
        .Where(id => !PortCatalog.Rows.Any(row => IsInbound(row) && Wildcard.IsMatch(row.Id, id)));

    /// <summary>The rows among those that were given which go out, or stay on their machine.</summary>
    public IEnumerable<PortRequirement> OtherRows() => (Requirement ?? []).Where(row => !IsInbound(row));

    /// <summary>What to say of an id or a row that does not come in.</summary>
    public static string ProblemOfOther(string id) =>
        $"The row '{id}' does not come in to the sensor from the network. The rows that do are {string.Join(", ", KnownIds())}.";

    /// <summary>What to say of an id that no row has.</summary>
    public static string ProblemOfUnknown(string id) =>
        $"No row has the id '{id}'. The rows that come in are {string.Join(", ", KnownIds())}.";

    /// <summary>What to say when ids and transports together leave no row.</summary>
    public static string ProblemOfNone =>
        "No row that comes in has both that id and that transport. There are "
            + $"{string.Join(", ", new InboundRows().Select().Select(row => $"{row.Id} ({row.PortName})"))}.";

    /// <summary>The ids of the rows that come in.</summary>
    public static IEnumerable<string> KnownIds() => new InboundRows().Select().Select(row => row.Id).Distinct();

    private static bool IsInbound(PortRequirement row) => row.Direction == Direction.Inbound;

    private static bool Admits<T>(IReadOnlyCollection<T>? wanted, Func<T, bool> matches) =>
        wanted is null || wanted.Count == 0 || wanted.Any(matches);

    private int PortOf(PortRequirement row) => row.Id == PortRow.Radius1813.Id ? RadiusPort : SyslogPort;
}
