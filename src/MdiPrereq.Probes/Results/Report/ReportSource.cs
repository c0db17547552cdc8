using System;
using System.Collections.Generic;
using MdiPrereq.Checks.NameResolution;

namespace MdiPrereq.Results.Report;

/// <summary>One machine that results are from: what its results come to.</summary>
internal sealed class ReportSource(string name)
{
    private readonly int[,] _counts = new int[4, 5];
    private readonly NnrMeasurement _names = new(prefixLength: 24);

    public string Name { get; } = name;

    /// <summary>Its rows, by area, target and row.</summary>
    public List<ReportRow> Rows { get; } = [];

    /// <summary>When its latest result was made.</summary>
    public DateTime LatestUtc { get; private set; }

    /// <summary>Whether something could not be tried that should have been.</summary>
    public bool AnyUntried { get; private set; }

    /// <summary>Whether all that is known of it is what it sends to sensors.</summary>
    public bool OnlySends { get; private set; } = true;

    public int Count(ReportArea area, Verdict verdict) => _counts[(int)area, (int)verdict];

    /// <summary>How many results of an area say something.</summary>
    public int Tested(ReportArea area) => Count(area, Verdict.Pass) + Count(area, Verdict.Warning) + Count(area, Verdict.Fail);

    public IEnumerable<NnrMeasure> Measures => _names.Rows();

    public void Add(ReportRow row)
    {
        Rows.Add(row);
        OnlySends &= row.IsSentToSensor;
        _counts[(int)row.Area, (int)row.Verdict]++;
        if (row.TimeUtc > LatestUtc) LatestUtc = row.TimeUtc;
        AnyUntried |= row is { Spoils: true, Verdict: Verdict.NotTested };
        row.Methods?.AddTo(_names);
    }
}
