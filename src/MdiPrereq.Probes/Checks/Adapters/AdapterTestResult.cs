using MdiPrereq.Checks.Adapters.Rules;
using MdiPrereq.Contract;

namespace MdiPrereq;

/// <summary>The result of one check of a sensor's machine: an adapter, the team, the capture driver, or the mirrored traffic.</summary>
public sealed class AdapterTestResult : CheckResult
{
    internal AdapterTestResult()
    {
    }

    internal AdapterTestResult(Origin origin, SensorType sensorType, Finding finding)
        : base(origin, finding)
    {
        AdapterName = finding.Question.Subject?.Adapter.Name ?? "";
        AdapterRole = finding.Question.Subject?.Role ?? AdapterRole.None;
        SensorType = sensorType;
        Check = finding.Question.Check;
        Actual = finding.Evidence;
        Expected = finding.Question.Expected;
    }

    /// <summary>The adapter; empty when the check is about the machine.</summary>
    public string AdapterName { get; internal init; } = "";

    /// <summary>What the adapter is to the sensor.</summary>
    public AdapterRole AdapterRole { get; internal init; }

    /// <summary>The kind of sensor that was checked for.</summary>
    public SensorType SensorType { get; internal init; }

    /// <summary>The check's stable name, such as <c>PrefixLength</c>.</summary>
    public string Check { get; internal init; } = "";

    /// <summary>What is there.</summary>
    public string Actual { get; internal init; } = "";

    /// <summary>What should be there.</summary>
    public string Expected { get; internal init; } = "";

    /// <summary>The result in one line, for test names and logs.</summary>
    /// <returns>For example <c>Ethernet 2 PrefixLength: Pass</c>.</returns>
    public override string ToString() => $"{(AdapterName.Length > 0 ? AdapterName : ComputerName)} {Check}: {Verdict}";
}
