using System;
using System.Collections.Generic;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MdiPrereq.Cli.Output;

/// <summary>Text on one line. What does not fit is cut; Spectre.Console's own text would go on below.</summary>
internal sealed class Cell(string text, Style style, int leastWidth) : Renderable
{
    protected override Measurement Measure(RenderOptions options, int maxWidth) =>
        new(leastWidth, Math.Max(leastWidth, new Segment(text).CellCount()));

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        Segment.SplitOverflow(new(text, style), Overflow.Ellipsis, maxWidth);
}
