namespace MdiPrereq.Results.Report;

/// <summary>What chooses rows, by text and by verdict. Hidden until the script shows it: without one it would do nothing.</summary>
internal static class Filter
{
    private static readonly Verdict[] Verdicts = [Verdict.Fail, Verdict.Warning, Verdict.Pass, Verdict.NotTested, Verdict.NotApplicable];

    public static void Write(HtmlWriter html)
    {
        html.Raw("<form id=\"filter\" class=\"filter\" role=\"search\" hidden>\n<label>");
        html.Raw("Text <input id=\"text\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\"></label>\n<fieldset><legend>");
        html.Raw("Verdict</legend>");
        foreach (var verdict in Verdicts)
        {
            html.Html($"<label><input type=\"checkbox\" name=\"v\" value=\"{verdict}\" checked> ");
            Icons.Write(html, verdict);
            html.Html($"{PageWords.Of(verdict)}</label> ");
        }

        html.Raw("</fieldset>\n<output id=\"found\" role=\"status\"></output>\n</form>\n");
    }
}
