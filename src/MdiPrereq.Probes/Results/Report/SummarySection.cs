using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Results.Report;

/// <summary>The first screen: may sensors be installed, in a sentence each.</summary>
internal static class SummarySection
{
    /// <summary>Beyond so many machines, those of one sentence are listed together.</summary>
    private const int MostSentences = 12;

    private const string OnlySenders = "Not said here: these are results of what others send to sensors.";

    private static readonly Verdict[] Verdicts = [Verdict.Fail, Verdict.Warning, Verdict.Pass, Verdict.NotTested, Verdict.NotApplicable];

    public static void Write(HtmlWriter html, ReportData data)
    {
        var statements = data.Sources.Where(source => !source.OnlySends)
            .Select(source => (Source: source, Statement: Statement.Of(source))).ToList();
        var senders = data.Sources.Where(source => source.OnlySends).Select(source => source.Name).ToList();
        var no = statements.Where(one => one.Statement.May == false).ToList();
        var unclear = statements.Where(one => one.Statement.May is null).ToList();
        var yes = statements.Where(one => one.Statement.May == true).ToList();

        html.Raw("<section aria-labelledby=\"h-may\">\n<h2 id=\"h-may\">May the sensor be installed?</h2>\n");
        html.Html($"<p class=\"answer a-{AnswerOf(no.Count, unclear.Count, yes.Count)}\">");
        html.Html($"{(statements.Count == 0 && senders.Count > 0 ? OnlySenders : Answer(no.Count, unclear.Count, yes.Count))}</p>\n");
        WriteBar(html, data);
        foreach (var group in new[] { no, unclear, yes }.Where(group => group.Count > 0)) WriteStatements(html, group);
        if (senders.Count > 0) html.Html($"<p>Not asked of those that send to sensors: <b><bdi>{Names.Of(senders)}</bdi></b>.</p>\n");
        WriteNotices(html, data);
        html.Raw("</section>\n");
    }

    private static string AnswerOf(int no, int unclear, int yes) => no > 0 ? "no" : unclear > 0 || yes == 0 ? "unclear" : "yes";

    private static string Answer(int no, int unclear, int yes)
    {
        if (no + unclear + yes == 0) return "There are no results in this report.";
        if (no + unclear == 0 && yes == 1) return "Yes, as far as was tested.";
        if (no + unclear == 0) return $"Yes on all {Names.Number(yes)} machines, as far as was tested.";
        if (no + unclear + yes == 1) return no == 1 ? "Not yet." : "Cannot be said.";
        var parts = new List<string>();
        if (no > 0) parts.Add($"not yet on {Names.Number(no)}");
        if (unclear > 0) parts.Add($"cannot be said of {Names.Number(unclear)}");
        if (yes > 0) parts.Add($"yes on {Names.Number(yes)}");
        var text = string.Join(", ", parts);
        return $"{char.ToUpperInvariant(text[0])}{text.Substring(1)} of {Names.Count(no + unclear + yes, "machine")}.";
    }

    private static void WriteBar(HtmlWriter html, ReportData data)
    {
        var counts = Verdicts.Select(verdict => (Verdict: verdict, Count: data.Sources.Sum(source => CountOf(source, verdict))))
            .Where(one => one.Count > 0).ToList();
        if (counts.Count == 0) return;
        double all = counts.Sum(one => one.Count);
        html.Raw("<ul class=\"counts\" id=\"counts\">");
        foreach (var (verdict, count) in counts)
        {
            html.Html($"<li data-verdict=\"{verdict}\" data-count=\"{count}\">");
            Icons.Write(html, verdict);
            html.Html($"<b>{Names.Number(count)}</b> {PageWords.Of(verdict)}</li>");
        }

        html.Raw("</ul>\n<svg class=\"bar\" viewBox=\"0 0 1000 14\" preserveAspectRatio=\"none\" aria-hidden=\"true\" ");
        html.Raw("focusable=\"false\">");
        var at = 0.0;
        foreach (var (verdict, count) in counts)
        {
            var width = 1000 * count / all;
            html.Html($"<rect class=\"v-{verdict}\" x=\"{at}\" y=\"0\" width=\"{width}\" height=\"14\"/>");
            at += width;
        }

        html.Raw("</svg>\n");
    }

    private static int CountOf(ReportSource source, Verdict verdict) =>
        source.Count(ReportArea.Ports, verdict) + source.Count(ReportArea.Devices, verdict)
        + source.Count(ReportArea.Cloud, verdict) + source.Count(ReportArea.Adapters, verdict);

    private static void WriteStatements(HtmlWriter html, List<(ReportSource Source, Statement Statement)> statements)
    {
        if (statements.Count <= MostSentences)
        {
            html.Raw("<ul class=\"statements\">\n");
            foreach (var (source, statement) in statements) WriteStatement(html, [source.Name], statement);
            html.Raw("</ul>\n");
            return;
        }

        var groups = statements.GroupBy(one => one.Statement)
            .Select(group => (group.Key, Names: group.Select(one => one.Source.Name).ToList()))
            .OrderByDescending(group => group.Names.Count).ToList();
        html.Raw("<ul class=\"statements\">\n");
        foreach (var (statement, names) in groups.Take(MostSentences)) WriteStatement(html, names, statement);
        html.Raw("</ul>\n");
        var rest = groups.Skip(MostSentences).ToList();
        if (rest.Count == 0) return;
        html.Html($"<details><summary>The other {Names.Number(rest.Sum(group => group.Names.Count))} machines</summary>");
        html.Raw("\n<ul class=\"statements\">\n");
        foreach (var (statement, names) in rest) WriteStatement(html, names, statement);
        html.Raw("</ul></details>\n");
    }

    private static void WriteStatement(HtmlWriter html, List<string> names, Statement statement)
    {
        html.Raw("<li>");
        Icons.Write(html, statement.May switch { true => Verdict.Pass, false => Verdict.Fail, _ => Verdict.NotTested });
        html.Html($"<p><b><bdi>{Names.Of(names)}</bdi></b>: {statement.Text}</p>");
        if (names.Count > Names.MostNamed)
        {
            html.Html($"<details><summary>All {Names.Number(names.Count)}</summary><p class=\"names\">{string.Join(", ", names)}</p>");
            html.Raw("</details>");
        }

        html.Raw("</li>\n");
    }

    private static void WriteNotices(HtmlWriter html, ReportData data)
    {
        var doubles = data.Doubles.ToList();
        if (data.Missing.Count + data.Stale.Count + doubles.Count == 0) return;
        html.Raw("<div class=\"notice\"><h3>About the machines that reported</h3>\n<ul>\n");
        WriteNotice(html, "Nothing came from", data.Missing, "");
        WriteNotice(
            html, "Older by more than a week than the latest results:",
            [.. data.Stale.Select(source => $"{source.Name} ({PageWords.Of(source.LatestUtc)})")], " Run the test there again.");
        foreach (var (name, addresses) in doubles)
        {
            html.Html($"<li>More than one machine answers to the name <b><bdi>{name}</bdi></b>, or it has several addresses: ");
            html.Html($"{string.Join(", ", addresses)}. The later result counts of each row.</li>\n");
        }

        html.Raw("</ul></div>\n");
    }

    private static void WriteNotice(HtmlWriter html, string before, IReadOnlyList<string> names, string after)
    {
        if (names.Count == 0) return;
        html.Html($"<li>{before} <b>{Names.Of(names)}</b>.{after}");
        if (names.Count > Names.MostNamed)
        {
            html.Html($"<details><summary>All {Names.Number(names.Count)}</summary><p class=\"names\">{string.Join(", ", names)}</p>");
            html.Raw("</details>");
        }

        html.Raw("</li>\n");
    }
}
