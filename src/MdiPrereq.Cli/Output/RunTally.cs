using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MdiPrereq.Probing;

namespace MdiPrereq.Cli.Output;

/// <summary>Counts results: for the last line, and for the exit code.</summary>
internal sealed class RunTally
{
    private readonly Dictionary<Verdict, int> _verdicts = [];
    private readonly HashSet<string> _targets = [];

    /// <summary>Whether something that is required fails, or could not be tested when it should have been.</summary>
    public bool RequirementFails { get; private set; }

    public int Checks => _verdicts.Values.Sum();

    public void Add(PortTestResult result)
    {
        _targets.Add(result.ComputerName);
        _verdicts[result.Verdict] = _verdicts.GetValueOrDefault(result.Verdict) + 1;
        RequirementFails |= PortVerdict.SpoilsCompliance(result);
    }

    /// <summary>The last line, for example "3 targets, 39 checks: 25 pass, 4 warning, 9 fail, 1 not tested (3.1 s)".</summary>
    public string Summary(TimeSpan elapsed)
    {
        var counts = Enum.GetValues<Verdict>().Where(_verdicts.ContainsKey).Select(verdict => $"{_verdicts[verdict]} {NameOf(verdict)}");
        var seconds = elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        var text = Checks == 0 ? "" : $": {string.Join(", ", counts)}";
        return $"{Count(_targets.Count, "target")}, {Count(Checks, "check")}{text} ({seconds} s)";
    }

    private static string NameOf(Verdict verdict) => verdict switch
    {
        Verdict.NotTested => "not tested",
        Verdict.NotApplicable => "not applicable",
        _ => verdict.ToString().ToLowerInvariant(),
    };

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
