using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Checks.NameResolution;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Contract;

namespace MdiPrereq.Results.Report;

/// <summary>What to do: one change for all results that want the same, what stands in the way of most sensors first.</summary>
internal static class WorkPlan
{
    public static IReadOnlyList<WorkItem> Of(ReportData data)
    {
        var rows = data.Sources.SelectMany(source => source.Rows).Where(row => row.IsProblem).ToList();
        return [.. Ports(data, rows).Concat(Others(data, rows))
            .OrderBy(item => Rank(item.Verdict))
            .ThenByDescending(item => item.Sources.Count)
            .ThenByDescending(item => item.Rows)
            .ThenBy(item => item.Team)
            .ThenBy(item => item.Subject, System.StringComparer.Ordinal)
            .ThenBy(item => item.Text, System.StringComparer.Ordinal)];
    }

    private static int Rank(Verdict verdict) => verdict switch { Verdict.Fail => 0, Verdict.NotTested => 1, _ => 2 };

    // The ports between two machines that want the same; then the sources that want that of a target; then the targets that all these
    // want it of. What is left is one request each.
    private static IEnumerable<WorkItem> Ports(ReportData data, List<ReportRow> rows) => rows
        .Where(row => row.Result is PortTestResult)
        .GroupBy(row => (row.Key.Source, row.Key.Target, Want: Want.Of(row)))
        .Select(pair => (pair.Key.Source, pair.Key.Target, pair.Key.Want, Rows: pair.ToList(), Ports: PortsOf(pair)))
        .GroupBy(pair => (pair.Target, pair.Want, pair.Ports))
        .Select(target => (target.Key, Pairs: target.ToList(), Sources: string.Join(",", target.Select(pair => pair.Source))))
        .GroupBy(target => (target.Key.Want, target.Key.Ports, target.Sources))
        .Select(group =>
        {
            var pairs = group.SelectMany(target => target.Pairs).ToList();
            var first = pairs[0].Rows[0];
            var result = (PortTestResult)first.Result!;
            var targets = group.Select(target => data.Keys.Target(target.Pairs[0].Rows[0].Key)).ToList();
            var sources = group.First().Pairs.Select(pair => data.Keys.Source(pair.Source)).ToList();
            var services = pairs[0].Rows.Select(row => ((PortTestResult)row.Result!).Service).Distinct().ToList();
            var text = group.Key.Want.IsOfNetwork
                ? PortRemedy.Of(
                    result.State,
                    result.Reason,
                    group.Key.Ports,
                    services.Count == 1 ? services[0] : "the service",
                    Names.Of(targets),
                    Names.Of([.. pairs.Select(pair => Source(data, pair.Rows[0])).Distinct()]))
                : Said(result, group.Key.Ports, services.Count == 1 ? result.Service : "the service");
            return new WorkItem(
                group.Key.Want.Team,
                result.Verdict,
                $"{Names.Of(targets)}: {group.Key.Ports}",
                text,
                sources,
                pairs.Sum(pair => pair.Rows.Count),
                first);
        });

    private static IEnumerable<WorkItem> Others(ReportData data, List<ReportRow> rows) => rows
        .Where(row => row.Result is not PortTestResult)
        .GroupBy(row => (Team: TeamRules.Of(row.Result!), row.Verdict, row.Area, Text: TextOf(row.Result!)))
        .Where(group => group.Key.Text.Length > 0)
        .Select(group => new WorkItem(
            group.Key.Team,
            group.Key.Verdict,
            SubjectOf(data, group.Key.Area, [.. group]),
            char.ToUpperInvariant(group.Key.Text[0]) + group.Key.Text.Substring(1),
            [.. group.Select(row => data.Keys.Source(row.Key)).Distinct()],
            group.Count(),
            group.First()));

    private static string TextOf(CheckResult result) =>
        result is NnrTestResult nnr ? NnrWording.Remediation(nnr.Trouble, "the device", nnr.SourceAddress) : result.Remediation;

    private static string SubjectOf(ReportData data, ReportArea area, IReadOnlyList<ReportRow> rows) => area switch
    {
        ReportArea.Devices => "Names of " + Names.Of([.. rows.Select(row => data.Keys.Target(row.Key)).Distinct()]),
        ReportArea.Cloud => "Way to the cloud: " + Names.Of([.. rows.Select(row => StepOf(row.Result!)).Distinct()]),
        _ => "This server: " + Names.Of([.. rows.Select(row => data.Keys.Check(row.Key)).Distinct()]),
    };

    private static string StepOf(CheckResult result) =>
        result is CloudTestResult cloud ? PageWords.Of(cloud.Check) : result.ComputerName;

    private static string Source(ReportData data, ReportRow row)
    {
        var name = data.Keys.Source(row.Key);
        return row.SourceAddress.Length == 0 || row.SourceAddress == name ? name : $"{name} ({row.SourceAddress})";
    }

    /// <summary>A row's own words for what to do, said of other ports.</summary>
    private static string Said(PortTestResult result, string ports, string service)
    {
        if (result.Port == 0 || result.Service.Length == 0) return result.Remediation;
        return result.Remediation.Replace(PortName.Of(result.Transport, result.Port), ports)
            .Replace($"as {result.Service} ", $"as {service} ");
    }

    private static string PortsOf(IEnumerable<ReportRow> rows) =>
        PortName.Of(rows.Select(row => (PortTestResult)row.Result!)
            .Where(port => port.Port > 0)
            .Select(port => (port.Transport, port.Port)));

    /// <summary>What a result of a port wants done, apart from its port and its target.</summary>
    private readonly record struct Want(Team Team, Verdict Verdict, bool IsOfNetwork, string Text)
    {
        public static Want Of(ReportRow row)
        {
            var result = (PortTestResult)row.Result!;
            var team = TeamRules.Of(result);

            // Reasons that lead to the same words are one want: what is filtered by TCP and what is silent by UDP is one request.
            return PortAdvice.IsOfNetwork(result)
                ? new(team, row.Verdict, true, PortRemedy.Of(result.State, result.Reason, "ports", "service", "target", "source"))
                : new(team, row.Verdict, false, Said(result, "ports", "service"));
        }
    }
}
