using System.Collections.Generic;
using System.Linq;
using Spectre.Console.Rendering;

namespace MdiPrereq.Cli.Output;

/// <summary>Something without the blanks that Spectre.Console fills its lines up with: they are in the way when a line is copied.</summary>
internal sealed class Unfilled(IRenderable content) : Renderable
{
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        foreach (var line in Segment.SplitLines(content.Render(options, maxWidth)))
        {
            var last = line.FindLastIndex(segment => segment.Text.Trim().Length > 0);
            foreach (var segment in line.Take(last)) yield return segment;
            if (last >= 0) yield return new(line[last].Text.TrimEnd(), line[last].Style);
            yield return Segment.LineBreak;
        }
    }
}
