using System;

namespace MdiPrereq.Results.Report;

/// <summary>A result as a report keeps it: little of what passes, all of what does not. There may be a million.</summary>
internal sealed class ReportRow(ResultKey key, ReportArea area, CheckResult result)
{
    private readonly byte _area = (byte)area;
    private readonly byte _verdict = (byte)result.Verdict;

    // The result, or of a device that passes what is measured of it, or nothing.
    private object? _kept = result;

    public ResultKey Key { get; } = key;

    public ReportArea Area => (ReportArea)_area;

    public Verdict Verdict => (Verdict)_verdict;

    public bool Spoils { get; } = result.SpoilsCompliance;

    /// <summary>
    /// Whether it was tested from both ends what its source sends to a sensor: then the source is no machine for a sensor. What a sensor's
    /// machine says of its own ports names no addresses.
    /// </summary>
    public bool IsSentToSensor { get; } = result is PortTestResult { Destination: Destination.Sensor } port
        && (port.SourceAddress.Length > 0 || port.Reason == Reason.Error);

    public DateTime TimeUtc { get; } = result.TimestampUtc;

    public string SourceAddress { get; } = result.SourceAddress;

    /// <summary>The result itself; null for one that passes in a report that is too large to show it.</summary>
    public CheckResult? Result => _kept as CheckResult;

    /// <summary>What is measured of a device; null for other results.</summary>
    public DeviceMethods? Methods => _kept as DeviceMethods ?? (_kept is NnrTestResult nnr ? new(nnr) : null);

    public bool IsProblem => Verdict is Verdict.Fail or Verdict.Warning || Spoils;

    public void Shorten()
    {
        if (!IsProblem) _kept = Methods;
    }

    public static ReportArea AreaOf(CheckResult result) => result switch
    {
        NnrTestResult => ReportArea.Devices,
        CloudTestResult => ReportArea.Cloud,
        AdapterTestResult => ReportArea.Adapters,
        _ => ReportArea.Ports,
    };
}
