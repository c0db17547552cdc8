using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Results.Report;

/// <summary>The way to the cloud as a chain, with the step that breaks; one for machines that see the same.</summary>
internal static class CloudSection
{
    private const int MostChains = 20;

    public static void Write(HtmlWriter html, ReportData data, RowGroups groups)
    {
        var chains = data.Sources
            .Select(source => (source.Name, Rows: source.Rows.Where(row => row.Area == ReportArea.Cloud).ToList()))
            .Where(one => one.Rows.Count > 0)
            .Select(one => (one.Name, Steps: StepsOf(data, one.Rows)))
            .GroupBy(one => string.Join("|", one.Steps.Select(step => $"{step.Name}={step.Verdict}")))
            .Select(group => (Names: group.Select(one => one.Name).ToList(), group.First().Steps))
            .OrderByDescending(chain => chain.Steps.Any(step => step.Verdict == Verdict.Fail))
            .ThenByDescending(chain => chain.Names.Count)
            .ThenBy(chain => chain.Names[0], System.StringComparer.OrdinalIgnoreCase)
            .ToList();
        if (chains.Count == 0) return;
        html.Raw("<section aria-labelledby=\"h-cloud\">\n<h2 id=\"h-cloud\">The way to the cloud service</h2>\n");
        foreach (var chain in chains.Take(MostChains)) WriteChain(html, chain.Names, chain.Steps, groups);
        if (chains.Count > MostChains) html.Html($"<p>{Names.Number(chains.Count - MostChains)} other ways are not drawn.</p>\n");
        html.Raw("</section>\n");
    }

    private static void WriteChain(HtmlWriter html, List<string> names, List<Step> steps, RowGroups groups)
    {
        var broken = steps.FirstOrDefault(step => step.Verdict == Verdict.Fail);
        html.Html($"<h3><bdi>{Names.Of(names)}</bdi>: {(broken is null ? "no step fails" : $"breaks at {broken.Name}")}</h3>");
        html.Raw("\n<ol class=\"chain\">");
        foreach (var step in steps)
        {
            html.Html($"<li class=\"s-{step.Verdict}{(step == broken ? " breaks" : "")}\"><a href=\"{groups.LinkTo(step.First)}\">");
            Icons.Write(html, step.Verdict);
            html.Html($"<span>{step.Name}</span><small>{PageWords.Of(step.Verdict)}</small></a></li>");
        }

        html.Raw("</ol>\n");
    }

    // The hosts that certificates are downloaded from are one step.
    private static List<Step> StepsOf(ReportData data, List<ReportRow> rows) => [.. rows
        .GroupBy(row => data.Keys.Check(row.Key).Split(' ')[1])
        .OrderBy(step => System.Enum.TryParse<CloudCheck>(step.Key, out var check) ? (int)check : int.MaxValue)
        .Select(step => new Step(NameOf(step.Key), RowGroups.Worst(step)!.Value, step.First()))];

    private static string NameOf(string check) =>
        System.Enum.TryParse<CloudCheck>(check, out var known) ? PageWords.Of(known) : check;

    private sealed record Step(string Name, Verdict Verdict, ReportRow First);
}
