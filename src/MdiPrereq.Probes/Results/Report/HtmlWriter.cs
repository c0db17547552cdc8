using System.Globalization;
using System.IO;
using System.Runtime.CompilerServices;

namespace MdiPrereq.Results.Report;

/// <summary>
/// Writes HTML. What stands in a text's literal parts is markup of ours; what is put in its holes is text, whatever it holds. So nothing
/// from a network or a file becomes markup.
/// </summary>
internal sealed class HtmlWriter(TextWriter writer)
{
#pragma warning disable CA1822, RCS1163, IDE0060 // The handler has written it already.
    public void Html([InterpolatedStringHandlerArgument("")] ref Parts parts)
#pragma warning restore CA1822, RCS1163, IDE0060
    {
    }

    /// <summary>Markup of ours, as it is.</summary>
    public void Raw(string markup) => writer.Write(markup);

    /// <summary>Text, in element content or in a quoted attribute.</summary>
    public void Text(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (Escaped(text, i) is not { } escaped) continue;
            Write(text, start, i - start);
            writer.Write(escaped);
            start = i + 1;
        }

        Write(text, start, text.Length - start);
    }

    private void Write(string text, int start, int length)
    {
        if (length == text.Length) writer.Write(text);
        else if (length > 0) writer.Write(text.ToCharArray(start, length));
    }

    private static string? Escaped(string text, int i) => text[i] switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        '\n' or '\r' or '\t' => " ",

        // Control characters and what changes the direction of what follows; half of a character.
        < ' ' or (>= '\u007f' and <= '\u009f') or (>= '\u200b' and <= '\u200f') or (>= '\u2028' and <= '\u202e')
            or (>= '\u2066' and <= '\u2069') or '\ufeff' or '\ufffe' or '\uffff' => "\ufffd",
        var character when char.IsHighSurrogate(character) => i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? null : "\ufffd",
        var character when char.IsLowSurrogate(character) => i > 0 && char.IsHighSurrogate(text[i - 1]) ? null : "\ufffd",
        _ => null,
    };

    /// <summary>The parts of an interpolated text, written as they come.</summary>
    [InterpolatedStringHandler]
    public readonly struct Parts
    {
        private readonly HtmlWriter _html;

#pragma warning disable IDE0060 // Whoever compiles the text gives them.
        public Parts(int literalLength, int formattedCount, HtmlWriter html) => _html = html;
#pragma warning restore IDE0060

        public void AppendLiteral(string text) => _html.Raw(text);

        public void AppendFormatted(string? text) => _html.Text(text ?? "");

        public void AppendFormatted(int number) => _html.Raw(number.ToString(CultureInfo.InvariantCulture));

        public void AppendFormatted(double number) => _html.Raw(number.ToString("0.#", CultureInfo.InvariantCulture));

        public void AppendFormatted(Verdict verdict) => _html.Raw(verdict.ToString());
    }
}
