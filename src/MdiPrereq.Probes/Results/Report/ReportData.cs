using System;
using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Results.Report;

/// <summary>
/// Collects the results of any number of machines. Of two about the same the latest counts; where two machines answer to one name, that is
/// remembered. What is kept of a result that passes is little once there are many.
/// </summary>
internal sealed class ReportData
{
    /// <summary>Up to so many results are all shown; beyond, the page counts them together and has the rest for who asks.</summary>
    public const int MostRowsShown = 3000;

    private static readonly TimeSpan StaleAfter = TimeSpan.FromDays(7);

    private ResultTable<ReportRow> _rows = new();
    private readonly Dictionary<string, SortedSet<string>> _doubles = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _expected = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<NnrMeasure> _measures = [];

    public ResultKeys Keys { get; } = new();

    /// <summary>The machines, by name.</summary>
    public IReadOnlyList<ReportSource> Sources { get; private set; } = [];

    /// <summary>Measures that came without the results that they were made from.</summary>
    public IReadOnlyList<NnrMeasure> Measures => _measures;

    public int Count { get; private set; }

    public bool IsLarge => Count > MostRowsShown;

    /// <summary>Machines that should have reported and have not.</summary>
    public IReadOnlyList<string> Missing { get; private set; } = [];

    /// <summary>Machines whose latest result is much older than the latest of all.</summary>
    public IReadOnlyList<ReportSource> Stale { get; private set; } = [];

    /// <summary>Names under which results came from several addresses to the same target and row, and these addresses.</summary>
    public IEnumerable<(string Name, IEnumerable<string> Addresses)> Doubles =>
        _doubles.OrderBy(one => one.Key, StringComparer.OrdinalIgnoreCase).Select(one => (one.Key, (IEnumerable<string>)one.Value));

    /// <summary>A machine that should have reported.</summary>
    public void Expect(string name) => _expected.Add(name.TrimEnd('.'));

    public void Add(NnrMeasure measure) => _measures.Add(measure);

    public void Add(CheckResult result)
    {
        var key = Keys.Of(result);
        var row = new ReportRow(key, ReportRow.AreaOf(result), result);
        if (_rows.Of(key) is { } earlier)
        {
            if (row.SourceAddress != earlier.SourceAddress && row.SourceAddress.Length > 0 && earlier.SourceAddress.Length > 0)
            {
                var name = Keys.Source(key);
                if (!_doubles.TryGetValue(name, out var addresses)) _doubles.Add(name, addresses = new(StringComparer.Ordinal));
                addresses.Add(row.SourceAddress);
                addresses.Add(earlier.SourceAddress);
            }

            if (IsBefore(row, earlier)) return;
        }

        if (_rows.Count > MostRowsShown) row.Shorten();
        _rows.Set(key, row);
        Count = _rows.Count;
    }

    /// <summary>Puts everything in order. Nothing is added afterwards.</summary>
    public void Complete()
    {
        var rows = _rows.All.Select(one => one.Value).ToArray();

        // A million keys are worth to be given back before the page is made.
        _rows = new();
        var order = Keys.Order();
        Array.Sort([.. rows.Select(row => order.Of(row.Key, (int)row.Area))], rows);
        var sources = new List<ReportSource>();
        var last = -1;
        foreach (var row in rows)
        {
            if (row.Key.Source != last) sources.Add(new(Keys.Source(row.Key)));
            last = row.Key.Source;
            sources[sources.Count - 1].Add(row);
        }

        Sources = sources;
        Missing = [.. _expected.Except(sources.Select(source => source.Name), StringComparer.OrdinalIgnoreCase)
            .OrderBy(name => name, StringComparer.OrdinalIgnoreCase)];
        var newest = sources.Count == 0 ? default : sources.Max(source => source.LatestUtc);
        Stale = [.. sources.Where(source => newest - source.LatestUtc > StaleAfter)];
    }

    // Made at the same time: whichever came first must not decide what the page says.
    private static bool IsBefore(ReportRow row, ReportRow other) => row.TimeUtc != other.TimeUtc
        ? row.TimeUtc < other.TimeUtc
        : row.Verdict != other.Verdict
            ? row.Verdict == Verdict.Pass || (row.Verdict < other.Verdict && other.Verdict <= Verdict.Fail)
            : string.CompareOrdinal(row.SourceAddress, other.SourceAddress) < 0;
}
