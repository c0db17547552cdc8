using System;
using System.Linq;
using MdiPrereq.Contract;

namespace MdiPrereq.Results.Report;

/// <summary>All rows of a page that is not large, in a group for each pair.</summary>
internal static class RowsSection
{
    private const string Learn = "https://learn.microsoft.com/";

    public static void Write(HtmlWriter html, ReportData data, RowGroups groups)
    {
        html.Raw("<section aria-labelledby=\"rows\">\n<h2 id=\"rows\" tabindex=\"-1\">All results</h2>\n");
        Filter.Write(html);
        var number = 0;
        foreach (var group in groups.All)
        {
            var title = TitleOf(data, group);
            var first = number;
            html.Html($"<section class=\"group\" id=\"{group.Id}\" aria-label=\"{title}\">\n<h3><bdi>{title}</bdi></h3>\n");
            if (group.Area == ReportArea.Ports)
            {
                Chips.Write(html, group.Rows.Select((row, i) => (PortOf(data, row), row.Verdict, $"#r{first + i}")));
            }

            html.Raw("<table class=\"rows\">\n<thead><tr><th scope=\"col\">Verdict</th><th scope=\"col\">Row</th><th scope=\"col\">");
            html.Raw("What was seen, and what to do</th></tr></thead>\n<tbody>\n");
            foreach (var row in group.Rows) WriteRow(html, data, row, number++);
            html.Raw("</tbody></table>\n</section>\n");
        }

        html.Raw("</section>\n");
    }

    public static string TitleOf(ReportData data, RowGroup group)
    {
        var row = group.Rows[0];
        var source = data.IsLarge ? "All machines" : data.Keys.Source(row.Key);
        return group.Area switch
        {
            ReportArea.Devices => $"{source}: names of devices",
            ReportArea.Cloud => $"{source}: cloud service",
            ReportArea.Adapters => $"{source}: adapters and capture driver",
            _ => $"{source} to {data.Keys.Target(row.Key)}",
        };
    }

    public static string PortOf(ReportData data, ReportRow row) =>
        row.Result is PortTestResult { Port: > 0 } port ? PortName.Of(port.Transport, port.Port) : data.Keys.Check(row.Key);

    private static void WriteRow(HtmlWriter html, ReportData data, ReportRow row, int number)
    {
        var result = row.Result!;
        html.Html($"<tr id=\"r{number}\" data-v=\"{row.Verdict}\"><td>");
        Icons.Write(html, row.Verdict);
        html.Html($"{PageWords.Of(row.Verdict)}</td><th scope=\"row\"><bdi>{NameOf(data, row)}</bdi>");
        if (Detail(data, row) is { Length: > 0 } detail) html.Html($"<small><bdi>{detail}</bdi></small>");
        html.Html($"</th><td><p>{result.Message}</p>");
        if (result.Remediation.Length > 0) html.Html($"<p class=\"do\">{result.Remediation}");
        if (result.Remediation.Length > 0 && IsLearn(result.Reference))
        {
            html.Html($" <a rel=\"noreferrer\" href=\"{result.Reference}\">Documentation</a>");
        }

        if (result.Remediation.Length > 0) html.Raw("</p>");
        html.Raw("</td></tr>\n");
    }

    private static string NameOf(ReportData data, ReportRow row) => row.Result switch
    {
        PortTestResult => PortOf(data, row),
        NnrTestResult => data.Keys.Target(row.Key),
        CloudTestResult cloud => PageWords.Of(cloud.Check),
        _ => data.Keys.Check(row.Key),
    };

    private static string Detail(ReportData data, ReportRow row) => row.Result switch
    {
        PortTestResult port => port.Service,
        NnrTestResult nnr => nnr.ResolvedName.Length > 0 ? nnr.ResolvedName : "no name",
        CloudTestResult => data.Keys.Target(row.Key),
        _ => "",
    };

    // A reference stands in a file that may be anybody's.
    private static bool IsLearn(string reference) => reference.StartsWith(Learn, StringComparison.Ordinal);
}
