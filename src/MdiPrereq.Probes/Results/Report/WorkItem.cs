using System.Collections.Generic;

namespace MdiPrereq.Results.Report;

/// <summary>One change that somebody makes, for all results that want it.</summary>
/// <param name="Team">Who makes it.</param>
/// <param name="Verdict">How bad it is: the verdict of its results.</param>
/// <param name="Subject">What it is about, in a few words.</param>
/// <param name="Text">What to do.</param>
/// <param name="Sources">The machines that it stands in the way of.</param>
/// <param name="Rows">How many results want it.</param>
/// <param name="First">One of these results, for a link.</param>
internal sealed record WorkItem(
    Team Team, Verdict Verdict, string Subject, string Text, IReadOnlyList<string> Sources, int Rows, ReportRow First);
