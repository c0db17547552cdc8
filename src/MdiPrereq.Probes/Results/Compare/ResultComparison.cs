using System;
using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Results.Compare;

/// <summary>
/// Compares two sets of results. All earlier ones are added first, then the later ones. Of two results of one key on one side the one
/// that was made last counts; made at the same time, the one that was added last. Sentences are kept of what changed only.
/// </summary>
internal sealed class ResultComparison
{
    private readonly ResultKeys _keys = new();
    private readonly ResultTable<Entry> _entries = new();
    private readonly Dictionary<string[], string[]> _traits = new(new SameTexts());
    private readonly HashSet<int> _laterSources = [];

    public void AddEarlier(CheckResult result)
    {
        var (entry, state) = Take(result);
        if (entry.HasBefore && entry.Before.TimeUtc > state.TimeUtc) return;
        entry.Before = state;
    }

    public void AddLater(CheckResult result)
    {
        var (entry, state) = Take(result);
        if (entry.HasAfter && entry.After.TimeUtc > state.TimeUtc) return;
        entry.After = state;
        entry.Said = null;
        if (entry.HasBefore && KindOf(entry) is null) return;
        entry.Said = new(result.Message, result.Remediation, result.Reference, ResultTraits.NamesOf(result));
    }

    /// <summary>One for each change: what broke first, then by source, target and row.</summary>
    public IEnumerable<ResultChange> Changes()
    {
        var changed = new List<(ResultKey Key, Entry Entry, ResultChangeKind Kind)>();
        foreach (var one in _entries.All)
        {
            if (KindOf(one.Value) is { } kind) changed.Add((one.Key, one.Value, kind));
        }

        changed.Sort((one, other) => one.Kind != other.Kind ? one.Kind.CompareTo(other.Kind) : _keys.Compare(one.Key, other.Key));
        return changed.Select(one => Change(one.Key, one.Entry, one.Kind));
    }

    /// <summary>How many changes there are of each kind.</summary>
    public IReadOnlyDictionary<ResultChangeKind, int> Counts() => _entries.All
        .Select(one => KindOf(one.Value)).OfType<ResultChangeKind>()
        .GroupBy(kind => kind).OrderBy(kind => kind.Key).ToDictionary(kind => kind.Key, kind => kind.Count());

    private (Entry Entry, ResultState State) Take(CheckResult result)
    {
        var key = _keys.Of(result);
        var entry = _entries.Of(key);
        if (entry is null) _entries.Set(key, entry = new());
        var traits = ResultTraits.ValuesOf(result);
        if (_traits.TryGetValue(traits, out var known)) traits = known;
        else _traits.Add(traits, traits);
        var clock = ResultTraits.ClockOf(result) is { } seconds ? (float)seconds : float.NaN;
        return (entry, new(result.Verdict, result.SpoilsCompliance, result.TimestampUtc, clock, traits));
    }

    /// <returns>Null when nothing changed.</returns>
    private static ResultChangeKind? KindOf(Entry entry)
    {
        if (!entry.HasBefore) return ResultChangeKind.New;
        if (!entry.HasAfter) return ResultChangeKind.Gone;
        var (before, after) = (entry.Before, entry.After);
        if (before.Verdict != after.Verdict)
        {
            if (!before.WasTested || !after.WasTested) return ResultChangeKind.Changed;
            return after.Verdict > before.Verdict ? ResultChangeKind.Broken : ResultChangeKind.Fixed;
        }

        // Nothing that was not tested can have another certificate.
        if (!after.WasTested) return null;
        var isSame = SameTexts.AreSame(before.Traits, after.Traits, StringComparison.OrdinalIgnoreCase) && !after.ClockMovedFrom(before);
        return isSame ? null : ResultChangeKind.Changed;
    }

    private ResultChange Change(ResultKey key, Entry entry, ResultChangeKind kind)
    {
        var isGone = kind == ResultChangeKind.Gone;
        var isNew = kind == ResultChangeKind.New;
        return new()
        {
            Change = kind,
            SourceComputer = _keys.Source(key),
            ComputerName = _keys.Target(key),
            Check = _keys.Check(key),
            Before = isNew ? null : entry.Before.Verdict,
            After = isGone ? null : entry.After.Verdict,
            BeforeUtc = isNew ? null : entry.Before.TimeUtc,
            AfterUtc = isGone ? null : entry.After.TimeUtc,
            Message = MessageOf(entry, kind, isGone && !SourceCameBack(key)),
            Remediation = entry.Said?.Remediation ?? "",
            Reference = entry.Said?.Reference ?? "",
            IsWorse = kind == ResultChangeKind.Broken || (!isGone && entry.After.Spoils && !(entry.HasBefore && entry.Before.Spoils)),
        };
    }

    private static string MessageOf(Entry entry, ResultChangeKind kind, bool sourceIsGone)
    {
        var (before, after, said) = (entry.Before, entry.After, entry.Said?.Message ?? "");
        return kind switch
        {
            ResultChangeKind.New => ChangeWording.New(after.Verdict, said),
            ResultChangeKind.Gone => ChangeWording.Gone(before.Verdict, sourceIsGone),
            _ when before.Verdict != after.Verdict => ChangeWording.OtherVerdict(before.Verdict, after.Verdict, said),
            _ => ChangeWording.SameVerdict(before, after, entry.Said!.Names),
        };
    }

    private bool SourceCameBack(ResultKey key)
    {
        if (_laterSources.Count == 0)
        {
            foreach (var one in _entries.All)
            {
                if (one.Value.HasAfter) _laterSources.Add(one.Key.Source);
            }
        }

        return _laterSources.Contains(key.Source);
    }

    private sealed record Saying(string Message, string Remediation, string Reference, IReadOnlyList<string> Names);

    private sealed class Entry
    {
        public bool HasBefore => Before.Traits is not null;

        public bool HasAfter => After.Traits is not null;

        public ResultState Before { get; set; }

        public ResultState After { get; set; }

        public Saying? Said { get; set; }
    }

    /// <summary>Lists of texts that hold the same.</summary>
    private sealed class SameTexts : IEqualityComparer<string[]>
    {
        public static bool AreSame(string[] one, string[] other, StringComparison how)
        {
            if (ReferenceEquals(one, other)) return true;
            if (one.Length != other.Length) return false;
            for (var i = 0; i < one.Length; i++)
            {
                if (!string.Equals(one[i], other[i], how)) return false;
            }

            return true;
        }

        public bool Equals(string[]? x, string[]? y) => x is not null && y is not null && AreSame(x, y, StringComparison.Ordinal);

        public int GetHashCode(string[] obj)
        {
            var hash = obj.Length;
            foreach (var text in obj) hash = unchecked((hash * 31) + text.GetHashCode());
            return hash;
        }
    }
}
