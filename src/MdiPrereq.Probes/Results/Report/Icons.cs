namespace MdiPrereq.Results.Report;

/// <summary>A verdict as a picture: each has a shape of its own beside its colour.</summary>
internal static class Icons
{
    public static void WriteSymbols(HtmlWriter html) => html.Raw("""
        <svg class="symbols" aria-hidden="true" focusable="false" width="0" height="0">
        <symbol id="i-Pass" viewBox="0 0 20 20"><circle class="f" cx="10" cy="10" r="9"/><path class="m" d="M5.5 10.5l3 3 6-7"/></symbol>
        <symbol id="i-Warning" viewBox="0 0 20 20"><path class="f" d="M10 1.2L19.4 18.4H.6z"/>
        <path class="m" d="M10 7v5.5M10 15v1"/></symbol>
        <symbol id="i-Fail" viewBox="0 0 20 20"><path class="f" d="M1.5 1.5h17v17h-17z"/><path class="m" d="M6 6l8 8M14 6l-8 8"/></symbol>
        <symbol id="i-NotTested" viewBox="0 0 20 20"><circle class="o" cx="10" cy="10" r="8"/>
        <path class="q" d="M7.5 8a2.5 2.5 0 1 1 3.2 2.4q-.7.3-.7 1.6M10 14v1"/></symbol>
        <symbol id="i-NotApplicable" viewBox="0 0 20 20"><path class="q" d="M4 10h12"/></symbol>
        </svg>

        """);

    /// <summary>The picture beside a word that says the same.</summary>
    public static void Write(HtmlWriter html, Verdict verdict) =>
        html.Html($"<svg class=\"i v-{verdict}\" aria-hidden=\"true\" focusable=\"false\"><use href=\"#i-{verdict}\"/></svg>");
}
