using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using MdiPrereq.Checks.Inbound;
using MdiPrereq.Checks.Ports;

namespace MdiPrereq.Commands;

/// <summary>What is asked for and no row has. To select nothing is an error: silence would look like success.</summary>
internal static class UnmatchedRows
{
    /// <summary>The errors of a filter: ids and ports that select nothing, and filters that leave no row together.</summary>
    public static IReadOnlyList<ErrorRecord> In(RequirementFilter filter)
    {
        List<ErrorRecord> errors =
        [
            .. Ids(filter),
            .. filter.UnmatchedPorts(PowerShellVocabulary.Instance)
                .Select(one => Errors.Input(one.Problem, Errors.PortNotFound, ErrorCategory.ObjectNotFound, one.Port)),
        ];
        if (errors.Count == 0 && !filter.Select().Any()) errors.Add(NoRow(filter));
        return errors;
    }

    /// <summary>The errors of a test: those of its filter, and ports of rows that need more than a target.</summary>
    public static IReadOnlyList<ErrorRecord> In(RequirementFilter filter, PortTestPlan plan) =>
    [
        .. In(filter),
        .. plan.LeftOut(filter)
            .Select(one => Errors.Input(WhyLeftOut(one.Row), Errors.PortNotFound, ErrorCategory.ObjectNotFound, one.Port)),
    ];

    /// <summary>The errors of a choice of rows that come in: ids that no row has, rows that go out, and nothing that is left.</summary>
    public static IReadOnlyList<ErrorRecord> In(InboundRows rows)
    {
        List<ErrorRecord> errors =
        [
            .. rows.UnknownIds().Select(id => Errors.Input(
                InboundRows.ProblemOfUnknown(id), Errors.RequirementNotFound, ErrorCategory.ObjectNotFound, id)),
            .. rows.OtherIds().Select(id => Errors.Input(
                InboundRows.ProblemOfOther(id), Errors.NotInbound, ErrorCategory.InvalidArgument, id)),
            .. rows.OtherRows().Select(row => Errors.Input(
                InboundRows.ProblemOfOther(row.Id), Errors.NotInbound, ErrorCategory.InvalidArgument, row)),
        ];
        if (errors.Count == 0 && rows.Select().Count == 0)
        {
            errors.Add(Errors.Input(InboundRows.ProblemOfNone, Errors.NoRowMatches, ErrorCategory.ObjectNotFound, null));
        }

        return errors;
    }

    /// <summary>The errors of a filter for a sensor that needs no port: ids that select nothing, and ports that no row has.</summary>
    public static IReadOnlyList<ErrorRecord> Unknown(RequirementFilter filter) =>
    [
        .. Ids(filter),
        .. (filter.Port ?? []).Where(port => !RequirementFilter.IsKnown(port))
            .Select(port => Errors.Input(
                RequirementFilter.ProblemOfUnknown(port), Errors.PortNotFound, ErrorCategory.ObjectNotFound, port)),
    ];

    private static IEnumerable<ErrorRecord> Ids(RequirementFilter filter) =>
        filter.UnmatchedIds(PowerShellVocabulary.Instance).Select(
            one => Errors.Input(one.Problem, Errors.RequirementNotFound, ErrorCategory.ObjectNotFound, one.Id));

    private static ErrorRecord NoRow(RequirementFilter filter)
    {
        var given = string.Join(" ", Given(filter));
        return Errors.Input(
            $"No row of the port table matches all of {given}. Give fewer of them; Get-MdiRequiredPort alone lists every row.",
            Errors.NoRowMatches,
            ErrorCategory.ObjectNotFound,
            given);
    }

    private static IEnumerable<string> Given(RequirementFilter filter)
    {
        if (filter.SensorType?.Count > 0) yield return $"-SensorType {string.Join(", ", filter.SensorType)}";
        yield return $"-Catalog {filter.Catalog}";
        if (filter.Destination?.Count > 0) yield return $"-Destination {string.Join(", ", filter.Destination)}";
        if (filter.Id?.Count > 0) yield return $"-Id {string.Join(", ", filter.Id)}";
        if (filter.Transport?.Count > 0) yield return $"-Transport {string.Join(", ", filter.Transport)}";
        if (filter.Port?.Count > 0) yield return $"-Port {string.Join(", ", filter.Port)}";
    }

    private static string WhyLeftOut(PortRequirement row) => row.Destination == Destination.CloudService
        ? $"Port {row.Port} is that of the cloud service ({row.Id}). Give -WorkspaceName to have it tested."
        : $"Port {row.Port} is one of the sensor's own machine ({row.Id}). "
            + $"Give -Destination {row.Destination} or -Id {row.Id} to have it looked at.";
}
