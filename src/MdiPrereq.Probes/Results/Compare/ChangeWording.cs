using System;
using System.Collections.Generic;
using MdiPrereq.Checks.Ports;

namespace MdiPrereq.Results.Compare;

/// <summary>The sentences of changes.</summary>
internal static class ChangeWording
{
    public static string New(Verdict after, string said) => $"New, {Word(after)}. {said}".TrimEnd();

    public static string Gone(Verdict before, bool sourceIsGone) => sourceIsGone
        ? $"Gone; it was {Word(before)}. The later results have nothing at all from this source."
        : $"Gone; it was {Word(before)}. The later results of this source do not have it.";

    public static string OtherVerdict(Verdict before, Verdict after, string said) =>
        $"Was {Word(before)}, is {Word(after)}. {said}".TrimEnd();

    public static string SameVerdict(ResultState before, ResultState after, IReadOnlyList<string> names)
    {
        var differences = new List<string>();
        for (var i = 0; i < names.Count && i < before.Traits.Length && i < after.Traits.Length; i++)
        {
            var (was, now) = (before.Traits[i], after.Traits[i]);
            if (!was.Equals(now, StringComparison.OrdinalIgnoreCase)) differences.Add($"{names[i]} was {Quoted(was)}, is {Quoted(now)}");
        }

        if (after.ClockMovedFrom(before)) differences.Add($"clock was {Clock(before.Clock)}, is {Clock(after.Clock)}");
        return $"Still {Word(after.Verdict)}, but: {string.Join("; ", differences)}.";
    }

    private static string Quoted(string value) => value.Length == 0 ? "none" : $"'{value}'";

    private static string Clock(float seconds)
    {
        var size = PortWording.FormatSkew(TimeSpan.FromSeconds(seconds));
        return seconds < 0 ? $"{size} behind" : $"{size} ahead";
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.NotTested => "not tested",
        Verdict.NotApplicable => "not applicable",
        _ => verdict.ToString(),
    };
}
