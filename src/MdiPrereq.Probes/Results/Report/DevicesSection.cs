using System.Globalization;
using System.Linq;

namespace MdiPrereq.Results.Report;

/// <summary>How often each method fails in each subnet, against the line of the health alert.</summary>
internal static class DevicesSection
{
    private const int MostSubnets = 40;
    private const int AlertPercent = 90;

    private static readonly NnrMethod[] Methods = [NnrMethod.Ntlm, NnrMethod.NetBios, NnrMethod.Rdp, NnrMethod.Dns];

    public static void Write(HtmlWriter html, ReportData data, RowGroups groups)
    {
        var lines = data.Sources
            .SelectMany(source => source.Measures.GroupBy(measure => measure.Subnet)
                .Select(subnet => (Source: source.Name, Subnet: subnet.Key, Measures: subnet.ToList(), First: FirstOf(source))))
            .Where(line => line.Subnet != "Total")
            .Concat(data.Measures.Where(measure => measure.Subnet != "Total").GroupBy(measure => measure.Subnet)
                .Select(subnet => (Source: "", Subnet: subnet.Key, Measures: subnet.ToList(), First: (ReportRow?)null)))
            .ToList();
        if (lines.Count == 0) return;
        var shown = lines.Count <= MostSubnets
            ? lines
            : lines.OrderByDescending(line => line.Measures.Sum(measure => measure.Failed)).Take(MostSubnets).ToList();

        html.Raw("<section aria-labelledby=\"h-names\">\n<h2 id=\"h-names\">Can devices be named?</h2>\n");
        html.Raw("<p>How many devices each method names no name for. Beyond the line at 90 % a health alert is to be expected; RDP ");
        html.Raw("has none.</p>\n");
        html.Raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Name resolution by subnet and method\">");
        html.Raw("\n<table class=\"names-table\">\n<thead><tr><th scope=\"col\">Subnet</th>");
        foreach (var method in Methods) html.Html($"<th scope=\"col\">{PageWords.Of(method)}</th>");
        html.Raw("</tr></thead>\n<tbody>\n");
        foreach (var line in shown)
        {
            html.Raw("<tr><th scope=\"row\">");
            if (line.First is null) html.Html($"{line.Subnet}");
            else html.Html($"<a href=\"{groups.LinkTo(line.First)}\">{line.Subnet}</a>");
            html.Html($"{(line.Source.Length > 0 ? " from " : "")}<bdi>{line.Source}</bdi></th>");
            foreach (var method in Methods) WriteBar(html, line.Measures.FirstOrDefault(measure => measure.Method == method));
            html.Raw("</tr>\n");
        }

        html.Raw("</tbody></table></div>\n");
        if (lines.Count > shown.Count)
        {
            html.Html($"<p>{Names.Number(lines.Count - shown.Count)} subnets with fewer failures are not drawn.</p>\n");
        }

        html.Raw("</section>\n");
    }

    private static void WriteBar(HtmlWriter html, NnrMeasure? measure)
    {
        if (measure is null)
        {
            html.Raw("<td>not asked</td>");
            return;
        }

        var percent = measure.FailurePercent;
        html.Raw("<td><svg class=\"percent\" viewBox=\"0 0 100 12\" preserveAspectRatio=\"none\" aria-hidden=\"true\" ");
        html.Raw("focusable=\"false\">");
        html.Raw("<rect class=\"track\" width=\"100\" height=\"12\"/>");
        html.Html($"<rect class=\"{(measure.AlertExpected ? "v-Fail" : "part")}\" width=\"{percent}\" height=\"12\"/>");
        html.Html($"<path class=\"line\" d=\"M{AlertPercent} 0v12\"/></svg> ");
        if (measure.AlertExpected) Icons.Write(html, Verdict.Fail);
        html.Html($"{percent.ToString("0.#", CultureInfo.InvariantCulture)} % of ");
        html.Html($"{Names.Number(measure.Devices)}{(measure.AlertExpected ? ", alert" : "")}</td>");
    }

    private static ReportRow? FirstOf(ReportSource source) => source.Rows.FirstOrDefault(row => row.Area == ReportArea.Devices);
}
