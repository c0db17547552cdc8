using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Results.Report;

/// <summary>Whether a sensor may be installed on a machine, in one sentence.</summary>
/// <param name="May">Null when nobody can say.</param>
/// <param name="Text">The sentence.</param>
internal sealed record Statement(bool? May, string Text)
{
    /// <summary>
    /// What fails of ports, cloud and adapters stands in the way. A device that cannot be named does not: the sensor runs, and has a health
    /// alert when there are many.
    /// </summary>
    public static Statement Of(ReportSource source)
    {
        var broken = new List<string>();
        var targets = source.Rows.Where(row => row is { Area: ReportArea.Ports, Verdict: Verdict.Fail }).Select(row => row.Key.Target);
        Add(source, ReportArea.Ports, broken, $"required port", $" towards {Names.Count(targets.Distinct().Count(), "target")}");
        var step = source.Rows.FirstOrDefault(row => row is { Area: ReportArea.Cloud, Verdict: Verdict.Fail })?.Result as CloudTestResult;
        if (step is not null) broken.Add($"the way to the cloud breaks at {PageWords.Of(step.Check)}");
        Add(source, ReportArea.Adapters, broken, "setting of this server", "");

        var more = More(source);
        if (broken.Count > 0) return new(false, $"May not be installed yet: {Joined(broken)}.{more}");
        var tested = Areas.Where(area => source.Tested(area.Area) > 0).Select(area => area.Name).ToList();
        if (source.AnyUntried) return new(null, $"Cannot be said: something could not be tried. Run the test again.{more}");
        if (tested.Count == 0) return new(null, $"Cannot be said: neither ports nor cloud nor adapters were tested.{more}");
        var untested = Areas.Where(area => source.Tested(area.Area) == 0).Select(area => area.Name).ToList();
        var limit = untested.Count == 0 ? "" : $" Not in these results: {Joined(untested)}.";
        return new(true, $"May be installed, as far as was tested: {Joined(tested)}.{limit}{more}");
    }

    private static readonly (ReportArea Area, string Name)[] Areas =
        [(ReportArea.Ports, "ports"), (ReportArea.Cloud, "cloud service"), (ReportArea.Adapters, "adapters")];

    private static void Add(ReportSource source, ReportArea area, List<string> broken, string what, string where)
    {
        var count = source.Count(area, Verdict.Fail);
        if (count > 0) broken.Add($"{Names.Count(count, what)}{where} {(count == 1 ? "fails" : "fail")}");
    }

    private static string More(ReportSource source)
    {
        var unnamed = source.Count(ReportArea.Devices, Verdict.Fail);
        var devices = source.Tested(ReportArea.Devices);
        var text = unnamed > 0 ? $" {Names.Number(unnamed)} of {Names.Count(devices, "device")} cannot be named." : "";
        var warnings = Areas.Sum(area => source.Count(area.Area, Verdict.Warning));
        return warnings > 0 ? $"{text} {Names.Count(warnings, "warning")}." : text;
    }

    private static string Joined(List<string> parts) => parts.Count < 2
        ? string.Join("", parts)
        : string.Join(", ", parts.Take(parts.Count - 1)) + " and " + parts[parts.Count - 1];
}
