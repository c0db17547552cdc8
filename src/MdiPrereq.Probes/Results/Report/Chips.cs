using System.Collections.Generic;

namespace MdiPrereq.Results.Report;

/// <summary>A row of small pictures with a name each, such as the ports of one pair.</summary>
internal static class Chips
{
    public static void Write(HtmlWriter html, IEnumerable<(string Name, Verdict Verdict, string Link)> chips)
    {
        html.Raw("<ul class=\"chips\">");
        foreach (var (name, verdict, link) in chips)
        {
            html.Html($"<li><a class=\"b-{verdict}\" href=\"{link}\">");
            Icons.Write(html, verdict);
            html.Html($"{name}<span class=\"hidden\">: {PageWords.Of(verdict)}</span></a></li>");
        }

        html.Raw("</ul>");
    }
}
