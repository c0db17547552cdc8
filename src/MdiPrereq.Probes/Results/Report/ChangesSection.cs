using System.Linq;

namespace MdiPrereq.Results.Report;

/// <summary>What changed since the baseline.</summary>
internal static class ChangesSection
{
    public static void Write(HtmlWriter html, ChangeSummary changes)
    {
        html.Raw("<section aria-labelledby=\"h-changed\">\n<h2 id=\"h-changed\">What changed since the baseline</h2>\n");
        if (changes.Count == 0)
        {
            html.Raw("<p>Nothing.</p>\n</section>\n");
            return;
        }

        html.Raw("<ul class=\"counts\" id=\"changes\">");
        foreach (var kind in changes.Counts.OrderBy(kind => kind.Key))
        {
            html.Html($"<li data-change=\"{kind.Key.ToString()}\" data-count=\"{kind.Value}\"><b>{Names.Number(kind.Value)}</b>");
            html.Html($" {kind.Key.ToString()}</li>");
        }

        html.Raw("</ul>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Changes\"><table>\n");
        html.Raw("<thead><tr><th scope=\"col\">Change</th><th scope=\"col\">From</th><th scope=\"col\">To</th><th scope=\"col\">");
        html.Raw("Row</th><th scope=\"col\">What changed</th></tr></thead>\n<tbody>\n");
        foreach (var change in changes.First)
        {
            html.Html($"<tr class=\"c-{change.Change.ToString()}\"><td>");
            Icons.Write(html, change.IsWorse ? Verdict.Fail : change.Change == ResultChangeKind.Fixed ? Verdict.Pass : Verdict.NotTested);
            html.Html($"{change.Change.ToString()}</td><td><bdi>{change.SourceComputer}</bdi></td><td><bdi>{change.ComputerName}</bdi>");
            html.Raw("</td>");
            html.Html($"<td>{change.Check}</td><td>{change.Message}</td></tr>\n");
        }

        html.Raw("</tbody></table></div>\n");
        if (changes.Count > changes.First.Count)
        {
            html.Html($"<p>{Names.Number(changes.Count - changes.First.Count)} more are not shown; what broke comes first.</p>\n");
        }

        html.Raw("</section>\n");
    }
}
