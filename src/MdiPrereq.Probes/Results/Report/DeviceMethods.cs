using MdiPrereq.Checks.NameResolution;

namespace MdiPrereq.Results.Report;

/// <summary>Which methods were asked for a device's name and gave one: what is measured of it.</summary>
internal sealed class DeviceMethods(NnrTestResult result)
{
    private const int Count = 4;

    private readonly string _address = result.RemoteAddress;
    private readonly byte _bits = BitsOf(result);

    public void AddTo(NnrMeasurement measurement) => measurement.Add(
        _address, method => (_bits & (1 << (int)method)) != 0, method => (_bits & (1 << (Count + (int)method))) != 0);

    private static byte BitsOf(NnrTestResult result)
    {
        var bits = 0;
        for (var i = 0; i < Count; i++)
        {
            var outcome = result.OutcomeOf((NnrMethod)i);
            if (outcome.WasAsked) bits |= 1 << i;
            if (outcome.HasName) bits |= 1 << (Count + i);
        }

        return (byte)bits;
    }
}
