using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Results.Compare;

namespace MdiPrereq.Results.Report;

/// <summary>Changes as the page has them.</summary>
/// <param name="Counts">How many there are of each kind.</param>
/// <param name="First">The first of them.</param>
internal sealed record ChangeSummary(IReadOnlyDictionary<ResultChangeKind, int> Counts, IReadOnlyList<ResultChange> First)
{
    private const int MostKept = 200;

    public int Count => Counts.Values.Sum();

    public static ChangeSummary Of(ResultComparison comparison) => new(comparison.Counts(), [.. comparison.Changes().Take(MostKept)]);
}
