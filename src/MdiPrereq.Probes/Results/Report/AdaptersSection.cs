using System.Linq;

namespace MdiPrereq.Results.Report;

/// <summary>Adapters, capture driver and mirrored traffic: what each machine's checks come to.</summary>
internal static class AdaptersSection
{
    private const int MostLines = 40;

    public static void Write(HtmlWriter html, ReportData data, RowGroups groups)
    {
        var lines = data.Sources
            .Select(source => (source.Name, Rows: source.Rows.Where(row => row.Area == ReportArea.Adapters).ToList()))
            .Where(line => line.Rows.Count > 0)
            .GroupBy(line => string.Join("|", line.Rows.Select(row => $"{data.Keys.Check(row.Key)}={row.Verdict}")))
            .Select(group => (Names: group.Select(line => line.Name).ToList(), group.First().Rows))
            .OrderByDescending(line => line.Rows.Count(row => row.Verdict == Verdict.Fail))
            .ThenByDescending(line => line.Names.Count)
            .ThenBy(line => line.Names[0], System.StringComparer.OrdinalIgnoreCase)
            .ToList();
        if (lines.Count == 0) return;
        html.Raw("<section aria-labelledby=\"h-adapters\">\n<h2 id=\"h-adapters\">Adapters and capture driver</h2>\n");
        foreach (var line in lines.Take(MostLines))
        {
            html.Html($"<h3><bdi>{Names.Of(line.Names)}</bdi></h3>\n");
            Chips.Write(html, line.Rows.Select(row => (data.Keys.Check(row.Key), row.Verdict, groups.LinkTo(row))));
        }

        if (lines.Count > MostLines) html.Html($"<p>{Names.Number(lines.Count - MostLines)} other states are not drawn.</p>\n");
        html.Raw("</section>\n");
    }
}
