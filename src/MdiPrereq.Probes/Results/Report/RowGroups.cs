using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Results.Report;

/// <summary>
/// Where the rows of each figure stand on the page. A small page has a group for each source and target, and for each source's devices,
/// cloud and adapters. A large one counts sources together: it has a group for each target, and one for each other area.
/// </summary>
internal sealed class RowGroups
{
    private readonly Dictionary<(int Source, ReportArea Area, int Target), int> _numbers = [];
    private readonly List<RowGroup> _groups = [];
    private readonly bool _isLarge;

    private RowGroups(bool isLarge) => _isLarge = isLarge;

    public IReadOnlyList<RowGroup> All => _groups;

    public static RowGroups Of(ReportData data)
    {
        var groups = new RowGroups(data.IsLarge);
        foreach (var row in data.Sources.SelectMany(source => source.Rows)) groups.Add(row);
        return groups;
    }

    /// <summary>The link to a row's group.</summary>
    public string LinkTo(ReportRow row) => $"#g{_numbers[KeyOf(row)]}";

    /// <summary>The worst verdict of rows; null when there are none.</summary>
    public static Verdict? Worst(IEnumerable<ReportRow> rows)
    {
        Verdict? worst = null;
        foreach (var row in rows)
        {
            if (worst is null || Weight(row.Verdict) > Weight(worst.Value)) worst = row.Verdict;
        }

        return worst;
    }

    private void Add(ReportRow row)
    {
        var key = KeyOf(row);
        if (!_numbers.TryGetValue(key, out var number))
        {
            _numbers.Add(key, number = _groups.Count);
            _groups.Add(new(number, row.Area));
        }

        _groups[number].Rows.Add(row);
    }

    private (int Source, ReportArea Area, int Target) KeyOf(ReportRow row) =>
        (_isLarge ? -1 : row.Key.Source, row.Area, row.Area == ReportArea.Ports ? row.Key.Target : -1);

    private static int Weight(Verdict verdict) => verdict switch
    {
        Verdict.Fail => 4,
        Verdict.Warning => 3,
        Verdict.Pass => 2,
        Verdict.NotTested => 1,
        _ => 0,
    };
}
