using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Results.Report;

/// <summary>What to do, one change each, with who does it.</summary>
internal static class WorkSection
{
    private const int MostOpen = 12;
    private const int MostAtAll = 500;

    /// <summary>Names of machines that a list holds in full: they would make up most of a large page.</summary>
    private const int MostNames = 20_000;

    public static void Write(HtmlWriter html, IReadOnlyList<WorkItem> items, RowGroups groups, bool anyResult)
    {
        html.Raw("<section aria-labelledby=\"h-todo\">\n<h2 id=\"h-todo\">What to do</h2>\n");
        if (items.Count == 0)
        {
            html.Html($"<p>{(anyResult ? "Nothing: of what was tested all is as it should be." : "Nothing was tested.")}</p>\n");
            html.Raw("</section>\n");
            return;
        }

        html.Raw("<ul class=\"teams\">");
        foreach (var team in items.GroupBy(item => item.Team).OrderBy(team => team.Key))
        {
            html.Html($"<li><span class=\"team t-{team.Key.ToString()}\">{TeamRules.NameOf(team.Key)}</span>");
            html.Html($" {Names.Count(team.Count(), "change")}</li>");
        }

        html.Raw("</ul>\n");
        WriteList(html, items.Take(MostOpen), groups);
        var rest = items.Skip(MostOpen).ToList();
        if (rest.Count > 0)
        {
            html.Html($"<details><summary>{Names.Number(rest.Count)} more</summary>\n");
            WriteList(html, rest.Take(MostAtAll), groups, MostOpen + 1);
            if (rest.Count > MostAtAll) html.Html($"<p>{Names.Number(rest.Count - MostAtAll)} smaller ones are left out.</p>");
            html.Raw("</details>\n");
        }

        html.Raw("</section>\n");
    }

    private static void WriteList(HtmlWriter html, IEnumerable<WorkItem> items, RowGroups groups, int start = 1)
    {
        var named = 0;
        html.Html($"<ol class=\"work\" start=\"{start}\">\n");
        foreach (var item in items)
        {
            html.Html($"<li class=\"w-{item.Verdict}\"><p class=\"head\">");
            Icons.Write(html, item.Verdict);
            html.Html($"<span class=\"team t-{item.Team.ToString()}\">{TeamRules.NameOf(item.Team)}</span> <b><bdi>{item.Subject}</bdi>");
            html.Raw("</b></p>\n");
            html.Html($"<p>{item.Text}</p>\n<p class=\"why\">{Weight(item)} on {Names.Count(item.Sources.Count, "machine")}: <bdi>");
            html.Html($"{Names.Of(item.Sources)}</bdi>. ");
            html.Html($"<a href=\"{groups.LinkTo(item.First)}\">{Names.Count(item.Rows, "result")}</a></p>");
            named += item.Sources.Count;
            if (item.Sources.Count > Names.MostNamed && named < MostNames)
            {
                html.Html($"<details><summary>All {Names.Number(item.Sources.Count)} machines</summary><p class=\"names\">");
                html.Html($"{string.Join(", ", item.Sources)}</p></details>");
            }

            html.Raw("</li>\n");
        }

        html.Raw("</ol>\n");
    }

    private static string Weight(WorkItem item) => item.Verdict switch
    {
        Verdict.Fail => "Required",
        Verdict.Warning => "Recommended",
        _ => "Could not be tried",
    };
}
