using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MdiPrereq.Cli.Output;

/// <summary>Counts results: for the last line, and for the exit code.</summary>
internal class RunTally(string noun)
{
    private readonly Dictionary<Verdict, long> _verdicts = [];

    /// <summary>What one result is about.</summary>
    public string Noun => noun;

    /// <summary>Whether something that is required fails, or could not be tested when it should have been.</summary>
    public bool RequirementFails { get; protected set; }

    protected long Results => _verdicts.Values.Sum();

    /// <summary>What was tested, in numbers.</summary>
    protected virtual string Subject => Count(Results, noun);

    public virtual void Add(CheckResult result)
    {
        _verdicts[result.Verdict] = _verdicts.GetValueOrDefault(result.Verdict) + 1;
        RequirementFails |= result.SpoilsCompliance;
    }

    /// <summary>The last line, for example "6 devices: 1 pass, 2 warning, 3 fail (1.2 s)".</summary>
    public string Summary(TimeSpan elapsed)
    {
        var counts = Enum.GetValues<Verdict>().Where(_verdicts.ContainsKey).Select(verdict => $"{_verdicts[verdict]} {NameOf(verdict)}");
        var seconds = elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        var text = Results == 0 ? "" : $": {string.Join(", ", counts)}";
        return $"{Subject}{text} ({seconds} s)";
    }

    protected static string Count(long count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    private static string NameOf(Verdict verdict) => verdict switch
    {
        Verdict.NotTested => "not tested",
        Verdict.NotApplicable => "not applicable",
        _ => verdict.ToString().ToLowerInvariant(),
    };
}
