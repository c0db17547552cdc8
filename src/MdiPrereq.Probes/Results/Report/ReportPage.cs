using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace MdiPrereq.Results.Report;

/// <summary>
/// One page that holds all it needs: no request leaves it, and its own policy forbids all scripts and styles but its two. It works without
/// the script, which only filters and looks up.
/// </summary>
internal static class ReportPage
{
    public const string DefaultTitle = "Defender for Identity: are the prerequisites met?";

    private static readonly string Style = Resource("page.css");
    private static readonly string Script = Resource("page.js");

    /// <param name="writer">Where the page goes.</param>
    /// <param name="data">What is in it, completed.</param>
    /// <param name="changes">What changed since the baseline; null without one.</param>
    /// <param name="title">Its title.</param>
    /// <param name="madeUtc">When it is made.</param>
    public static void Write(TextWriter writer, ReportData data, ChangeSummary? changes, string title, DateTime madeUtc)
    {
        var html = new HtmlWriter(writer);
        var groups = RowGroups.Of(data);
        WriteHead(html, title);
        html.Raw("<body>\n<a class=\"skip\" href=\"#rows\">Skip to the results</a>\n");
        Icons.WriteSymbols(html);
        html.Raw("<header>\n");
        html.Html($"<h1>{title}</h1>\n<p class=\"made\">Made {PageWords.Of(madeUtc)} by MdiPrereq {Version()}</p>\n</header>\n<main>\n");
        SummarySection.Write(html, data);
        WorkSection.Write(html, WorkPlan.Of(data), groups, anyResult: data.Count > 0);
        if (changes is not null) ChangesSection.Write(html, changes);
        MatrixSection.Write(html, data, groups);
        CloudSection.Write(html, data, groups);
        DevicesSection.Write(html, data, groups);
        AdaptersSection.Write(html, data, groups);
        if (data.IsLarge) LargeRowsSection.Write(html, data, groups);
        else RowsSection.Write(html, data, groups);
        html.Html($"</main>\n<footer><p>{Legend}</p></footer>\n<script>");
        html.Raw(Script);
        html.Raw("</script>\n</body>\n</html>\n");
    }

    private const string Legend =
        "Pass: proved to work. Warning: works in part, or is not always needed. Fail: something required does not work. "
        + "Not tested is no failure. Silence is never called open, nor blocked.";

    private static void WriteHead(HtmlWriter html, string title)
    {
        html.Raw(Resource("head.html").Replace("{style}", HashOf(Style)).Replace("{script}", HashOf(Script)));
        html.Html($"<title>{title}</title>\n<style>");
        html.Raw(Style);
        html.Raw("</style>\n</head>\n");
    }

    private static string Version() => typeof(ReportPage).Assembly.GetName().Version?.ToString(3) ?? "";

    private static string HashOf(string text)
    {
#if NET
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
#else
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes(text));
#endif
        return $"sha256-{Convert.ToBase64String(hash)}";
    }

    // A browser reads line ends as \n, and hashes what it has read.
    private static string Resource(string name)
    {
        var type = typeof(ReportPage);
        var found = type.Assembly.GetManifestResourceNames().Single(one => one.EndsWith(".Report." + name, StringComparison.Ordinal));
        using var reader = new StreamReader(type.Assembly.GetManifestResourceStream(found)!, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }
}
