using System;
using System.Linq;
using MdiPrereq.Checks.NameResolution;
using Xunit;

namespace MdiPrereq.Tests.Checks.NameResolution;

[Collection(Alone.Name)]
public class NnrMeasurementMemoryTests
{
    [Fact]
    public void Memory_grows_with_subnets_and_not_with_devices()
    {
        var measurement = new NnrMeasurement(16);
        var addresses = Enumerable.Range(0, 50_000).Select(i => $"10.0.{i >> 8}.{i & 255}").ToList();
        var before = GC.GetTotalMemory(true);
        foreach (var address in addresses) measurement.Add(address, static _ => true, static _ => false);
        Assert.InRange(GC.GetTotalMemory(true) - before, -10_000_000, 500_000);
        Assert.Equal(50_000, measurement.Rows().First().Devices);
    }
}
