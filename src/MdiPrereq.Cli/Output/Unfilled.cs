using System;
using System.Collections.Generic;
using System.Linq;
using Spectre.Console.Rendering;

namespace MdiPrereq.Cli.Output;

/// <summary>
/// Something without the blanks that Spectre.Console fills its lines up with: they are in the way when a line is copied. In a window
/// that is too narrow it is as wide as it must be to be read.
/// </summary>
internal sealed class Unfilled(IRenderable content) : Renderable
{
    private const int Unbounded = 10_000;

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        var width = Math.Max(maxWidth, content.Measure(options, Unbounded).Min);
        foreach (var line in Segment.SplitLines(content.Render(options, width)))
        {
            var last = line.FindLastIndex(segment => segment.Text.Trim().Length > 0);
            foreach (var segment in line.Take(last)) yield return segment;
            if (last >= 0) yield return new(line[last].Text.TrimEnd(), line[last].Style);
            yield return Segment.LineBreak;
        }
    }
}
