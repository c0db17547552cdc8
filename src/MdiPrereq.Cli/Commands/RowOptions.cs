using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Engine;

namespace MdiPrereq.Cli.Commands;

/// <summary>The options that choose rows of the port table, the same for every command that has them.</summary>
internal sealed class RowOptions
{
    private readonly Option<Catalog> _catalog = OptionParser.OneOf("--catalog", "Which edition of the tables.", Catalog.Current);

    private readonly Option<Destination[]> _destination =
        OptionParser.ListOf<Destination>("--destination", "Only rows that go to these kinds of machine; several with commas.");

    private readonly Option<string[]> _id =
        OptionParser.Ids("--id", "Only rows with these ids, such as Ldap389 or Nnr*; several with commas.");

    private readonly Option<Transport[]> _transport = OptionParser.ListOf<Transport>("--transport", "Only rows of this transport.");

    private readonly Option<int[]> _port = OptionParser.Ports("--port", "Only rows with these ports; several with commas.");

    public void AddTo(Command command)
    {
        command.Add(_catalog);
        command.Add(_destination);
        command.Add(_id);
        command.Add(_transport);
        command.Add(_port);
    }

    /// <param name="parsed">The command line.</param>
    /// <param name="sensorType">The kinds of sensor; none for every kind.</param>
    public RequirementFilter FilterOf(ParseResult parsed, params SensorType[] sensorType) => new()
    {
        SensorType = sensorType,
        Catalog = parsed.GetValue(_catalog),
        Destination = parsed.GetValue(_destination),
        Id = parsed.GetValue(_id),
        Transport = parsed.GetValue(_transport),
        Port = parsed.GetValue(_port),
    };

    /// <summary>
    /// What is wrong with a filter: a port that no row has, or an id or a port whose rows the other options leave out; null when
    /// nothing is.
    /// </summary>
    public static string? ProblemOf(RequirementFilter filter)
    {
        const string See = "See mdiprereq ports, also with --catalog Seed2022, for all rows.";
        if (ProblemOfUnknownPort(filter) is { } unknown) return unknown;
        var id = filter.UnmatchedIds(ToolVocabulary.Instance).Select(unmatched => unmatched.Id).FirstOrDefault();
        if (id is not null) return $"The row '{id}' is not among those asked for. {See}";
        return filter.UnmatchedPorts(ToolVocabulary.Instance)
            .Select(unmatched => $"No row with the port {unmatched.Port} is among those asked for. {See}").FirstOrDefault();
    }

    /// <summary>What is wrong with a filter whatever the sensor: a port that no row has; null when nothing is.</summary>
    public static string? ProblemOfUnknownPort(RequirementFilter filter) =>
        filter.Port?.Where(port => !RequirementFilter.IsKnown(port)).Select(RequirementFilter.ProblemOfUnknown).FirstOrDefault();

    public static IEnumerable<string> UnknownIds(string[] ids) => ids.Where(id => !KnownIds().Any(known => Wildcard.IsMatch(known, id)));

    public static IEnumerable<string> KnownIds() => PortCatalog.Rows.Select(row => row.Id).Distinct();
}
