using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Results.Report;

/// <summary>Sources against targets: the worst verdict of each pair's ports, by colour and by shape. Each cell leads to its rows.</summary>
internal static class MatrixSection
{
    private const int MostTargets = 40;
    private const int MostLines = 60;
    private const int MostSources = 25;

    public static void Write(HtmlWriter html, ReportData data, RowGroups groups)
    {
        var lines = data.Sources.Select(source => Line.Of(source)).Where(line => line.Cells.Count > 0).ToList();
        if (lines.Count == 0) return;
        var targets = Targets(data, lines, out var left);
        var shown = Together(lines, targets);

        html.Raw("<section aria-labelledby=\"h-matrix\">\n<h2 id=\"h-matrix\">Ports: from where to where</h2>\n");
        html.Raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Ports by source and target\">");
        html.Raw("\n<table class=\"matrix\">\n");
        html.Raw("<thead><tr><th scope=\"col\">From</th>");
        foreach (var target in targets) html.Html($"<th scope=\"col\"><span><bdi>{target.Name}</bdi></span></th>");
        html.Raw("</tr></thead>\n<tbody>\n");
        foreach (var line in shown.Take(MostLines)) WriteLine(html, line, targets, groups);
        html.Raw("</tbody></table></div>\n<p class=\"key\">");
        foreach (var verdict in new[] { Verdict.Pass, Verdict.Warning, Verdict.Fail, Verdict.NotTested, Verdict.NotApplicable })
        {
            html.Raw("<span>");
            Icons.Write(html, verdict);
            html.Html($"{PageWords.Of(verdict)}</span> ");
        }

        html.Raw("The worst of the pair; the number is how many of its ports fail.</p>\n");
        if (shown.Count > MostLines)
        {
            html.Html($"<p>{Names.Number(shown.Skip(MostLines).Sum(line => line.Sources.Count))} machines with fewer failures are not ");
            html.Raw("drawn.</p>\n");
        }

        if (left > 0) html.Html($"<p>{Names.Number(left)} targets with fewer failures are not drawn.</p>\n");
        html.Raw("</section>\n");
    }

    private static List<(int Number, string Name)> Targets(ReportData data, List<Line> lines, out int left)
    {
        var fails = new Dictionary<int, (int Fails, ReportRow First)>();
        foreach (var (target, cell) in lines.SelectMany(line => line.Cells).Select(one => (one.Key, one.Value)))
        {
            fails[target] = fails.TryGetValue(target, out var known) ? (known.Fails + cell.Fails, known.First) : (cell.Fails, cell.First);
        }

        left = System.Math.Max(0, fails.Count - MostTargets);
        return [.. fails.Select(one => (Number: one.Key, Name: data.Keys.Target(one.Value.First.Key), one.Value.Fails))
            .OrderByDescending(one => one.Fails).ThenBy(one => one.Name, System.StringComparer.OrdinalIgnoreCase)
            .Take(MostTargets)
            .OrderBy(one => one.Name, System.StringComparer.OrdinalIgnoreCase)
            .Select(one => (one.Number, one.Name))];
    }

    // Many machines see the same: one line for all of them. A few have each their own.
    private static List<Line> Together(List<Line> lines, List<(int Number, string Name)> targets) =>
        lines.Count <= MostSources
            ? lines
            : [.. lines.GroupBy(line => string.Join(",", targets.Select(target => line.Mark(target.Number))))
                .Select(group => group.First() with { Sources = [.. group.SelectMany(line => line.Sources)] })
                .OrderByDescending(line => line.Cells.Values.Sum(cell => cell.Fails))
                .ThenByDescending(line => line.Sources.Count)
                .ThenBy(line => line.Sources[0], System.StringComparer.OrdinalIgnoreCase)];

    private static void WriteLine(HtmlWriter html, Line line, List<(int Number, string Name)> targets, RowGroups groups)
    {
        var more = line.Sources.Count > 1 ? $" and {line.Sources.Count - 1} more" : "";
        html.Html($"<tr><th scope=\"row\"><bdi>{line.Sources[0]}</bdi>{more}</th>");
        foreach (var target in targets)
        {
            if (!line.Cells.TryGetValue(target.Number, out var cell))
            {
                html.Raw("<td></td>");
                continue;
            }

            var says = cell.Fails > 0 
                ? $"{cell.Fails} of {cell.Rows} fail"
                : $"{PageWords.Of(cell.Worst)}, {Names.Count(cell.Rows, "result")}";
            html.Html($"<td><a class=\"b-{cell.Worst}\" href=\"{groups.LinkTo(cell.First)}\" title=\"{says}\" ");
            html.Html($"aria-label=\"{line.Sources[0]}{more} to {target.Name}: {says}\">");
            Icons.Write(html, cell.Worst);
            if (cell.Fails > 0) html.Html($"<span aria-hidden=\"true\">{cell.Fails}</span>");
            html.Raw("</a></td>");
        }

        html.Raw("</tr>\n");
    }

    private sealed record Cell(Verdict Worst, int Fails, int Rows, ReportRow First);

    private sealed record Line(IReadOnlyList<string> Sources, Dictionary<int, Cell> Cells)
    {
        public static Line Of(ReportSource source)
        {
            var cells = source.Rows.Where(row => row.Area == ReportArea.Ports).GroupBy(row => row.Key.Target).ToDictionary(
                pair => pair.Key,
                pair => new Cell(RowGroups.Worst(pair)!.Value, pair.Count(row => row.Verdict == Verdict.Fail), pair.Count(), pair.First()));
            return new([source.Name], cells);
        }

        /// <summary>What a pair shows, to find machines that see the same.</summary>
        public string Mark(int target) => Cells.TryGetValue(target, out var cell) ? $"{(int)cell.Worst}.{cell.Fails}" : "";
    }
}
