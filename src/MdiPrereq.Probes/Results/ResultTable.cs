using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Results;

/// <summary>
/// Something for each key. A table for each source: one for all would be copied as a whole each time it grows, and a million keys are some
/// fifty megabytes.
/// </summary>
internal sealed class ResultTable<T>
    where T : class
{
    private readonly List<Dictionary<(int Target, int Row), T>?> _sources = [];

    public int Count { get; private set; }

    public IEnumerable<KeyValuePair<ResultKey, T>> All => _sources.SelectMany((rows, source) =>
        (rows ?? []).Select(row => new KeyValuePair<ResultKey, T>(new(source, row.Key.Target, row.Key.Row), row.Value)));

    /// <returns>Null when there is nothing for the key.</returns>
    public T? Of(ResultKey key) =>
        key.Source < _sources.Count && _sources[key.Source] is { } rows && rows.TryGetValue((key.Target, key.Row), out var known)
            ? known
            : null;

    public void Set(ResultKey key, T value)
    {
        while (_sources.Count <= key.Source) _sources.Add(null);
        var rows = _sources[key.Source] ??= [];
        var before = rows.Count;
        rows[(key.Target, key.Row)] = value;
        Count += rows.Count - before;
    }
}
