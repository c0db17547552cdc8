using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace MdiPrereq.Results.Report;

/// <summary>
/// The rows of a page with very many: what does not pass counted together for all machines that see the same, and all pairs packed for who
/// looks one up.
/// </summary>
internal static class LargeRowsSection
{
    /// <summary>Names and numbers of so many pairs take about 3 MB.</summary>
    private const int MostPairs = 150_000;
    private const int MostOutcomes = 4000;
    private const int MostOfGroup = 400;

    public static void Write(HtmlWriter html, ReportData data, RowGroups groups)
    {
        html.Raw("<section aria-labelledby=\"rows\">\n<h2 id=\"rows\" tabindex=\"-1\">Results</h2>\n");
        html.Html($"<p>{Names.Number(data.Count)} results of {Names.Count(data.Sources.Count, "machine")}. Below, what does not pass, ");
        html.Raw("counted together. With scripts on, any machine or target can be looked up.</p>\n");
        Filter.Write(html);
        html.Raw("<div id=\"looked-up\"></div>\n<h3 id=\"h-together\">What does not pass, of all machines</h3>\n");
        foreach (var group in groups.All) WriteGroup(html, data, group);
        html.Raw("</section>\n<script type=\"application/json\" id=\"data\">");
        html.Raw(Packed(data));
        html.Raw("</script>\n");
    }

    private static void WriteGroup(HtmlWriter html, ReportData data, RowGroup group)
    {
        var title = RowsSection.TitleOf(data, group);
        var lines = group.Rows.Where(row => row.IsProblem)
            .GroupBy(row => (Row: group.Area == ReportArea.Devices ? -1 : row.Key.Row, row.Verdict, Text: TextOf(row)))
            .Select(line => (line.Key, First: line.First(), Rows: line.Count(),
                Names: line.Select(row => data.Keys.Source(row.Key)).Distinct().ToList()))
            .OrderByDescending(line => line.Rows)
            .ToList();
        html.Html($"<section class=\"group\" id=\"{group.Id}\" aria-label=\"{title}\">\n<h4><bdi>{title}</bdi></h4>\n");
        if (lines.Count == 0)
        {
            html.Html($"<p>All {Names.Number(group.Rows.Count)} pass or need no test.</p>\n</section>\n");
            return;
        }

        html.Raw("<table class=\"rows\">\n<thead><tr><th scope=\"col\">Verdict</th><th scope=\"col\">Row</th><th scope=\"col\">");
        html.Raw("What was seen</th><th scope=\"col\">Machines</th></tr></thead>\n<tbody>\n");
        foreach (var line in lines.Take(MostOfGroup))
        {
            html.Html($"<tr data-v=\"{line.Key.Verdict}\"><td>");
            Icons.Write(html, line.Key.Verdict);
            html.Html($"{PageWords.Of(line.Key.Verdict)}</td><th scope=\"row\">{data.Keys.Check(line.First.Key)}</th><td>");
            html.Html($"{line.Key.Text}</td>");
            html.Html($"<td>{Names.Number(line.Names.Count)}: <bdi>{Names.Of(line.Names)}</bdi></td></tr>\n");
        }

        html.Raw("</tbody></table>\n");
        if (lines.Count > MostOfGroup) html.Html($"<p>{Names.Number(lines.Count - MostOfGroup)} rarer ones are left out.</p>\n");
        html.Raw("</section>\n");
    }

    private static string TextOf(ReportRow row) => row.Result switch
    {
        null => "",
        PortTestResult { Verified: true } port => port.Message,
        PortTestResult port => $"{port.State}, {port.Reason}",
        NnrTestResult nnr => nnr.Conflict ? "names conflict" : nnr.ResolvedBy == ResolvedBy.None ? "no name" : "named by reverse DNS alone",
        CloudTestResult cloud => $"{cloud.Reason}: {cloud.Message}",
        var result => result.Message,
    };

    // Machines, targets, rows, outcomes, patterns of rows with outcomes, and for each pair three numbers.
    private static string Packed(ReportData data)
    {
        var packed = new Packing(data);
        foreach (var source in data.Sources)
        {
            foreach (var pair in source.Rows.GroupBy(row => row.Key.Target)) packed.Add(pair);
        }

        return packed.ToString();
    }

    private sealed class Packing(ReportData data)
    {
        private readonly Index _sources = new();
        private readonly Index _targets = new();
        private readonly Index _checks = new();
        private readonly Index _outcomes = new();
        private readonly Index _patterns = new();
        private readonly List<int> _pairs = [];
        private int _left;

        public void Add(IEnumerable<ReportRow> rows)
        {
            if (_pairs.Count >= MostPairs * 3)
            {
                _left++;
                return;
            }

            var pattern = new List<int>();
            ReportRow? first = null;
            foreach (var row in rows)
            {
                first ??= row;
                pattern.Add(_checks.Of(data.Keys.Check(row.Key)));
                var text = _outcomes.Count < MostOutcomes ? TextOf(row) : "";
                pattern.Add(_outcomes.Of($"{(int)row.Verdict}{text}"));
            }

            _pairs.Add(_sources.Of(data.Keys.Source(first!.Key)));
            _pairs.Add(_targets.Of(data.Keys.Target(first.Key)));
            _pairs.Add(_patterns.Of(string.Join(",", pattern.Select(number => number.ToString(CultureInfo.InvariantCulture)))));
        }

        public override string ToString()
        {
            using var text = new StringWriter();
            text.Write("{\"sources\":");
            WriteTexts(text, _sources);
            text.Write(",\"targets\":");
            WriteTexts(text, _targets);
            text.Write(",\"checks\":");
            WriteTexts(text, _checks);
            text.Write(",\"outcomes\":");
            WriteTexts(text, _outcomes);
            text.Write(",\"patterns\":[" + string.Join(",", _patterns.Names.Select(pattern => $"[{pattern}]")));
            text.Write("],\"pairs\":[" + string.Join(",", _pairs.Select(number => number.ToString(CultureInfo.InvariantCulture))));
            text.Write($"],\"left\":{_left.ToString(CultureInfo.InvariantCulture)}}}");

            // Only texts hold these signs. With them a text could end the element that it stands in.
            return text.ToString().Replace("<", "\\u003c").Replace(">", "\\u003e").Replace("&", "\\u0026");
        }

        private static void WriteTexts(TextWriter writer, Index index)
        {
            writer.Write('[');
            for (var i = 0; i < index.Count; i++)
            {
                if (i > 0) writer.Write(',');
                JsonText.Write(writer, index.Names[i]);
            }

            writer.Write(']');
        }
    }

    private sealed class Index
    {
        private readonly Dictionary<string, int> _numbers = new(System.StringComparer.Ordinal);

        public List<string> Names { get; } = [];

        public int Count => Names.Count;

        public int Of(string name)
        {
            if (_numbers.TryGetValue(name, out var number)) return number;
            Names.Add(name);
            return _numbers[name] = Names.Count - 1;
        }
    }
}
