using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Checks.NameResolution;
using Xunit;

namespace MdiPrereq.Tests.Checks.NameResolution;

public class NnrMeasurementTests
{
    private static readonly NnrMethod[] All = Enum.GetValues<NnrMethod>();

    [Fact]
    public void Counts_each_method_in_each_subnet_in_the_order_of_addresses_and_then_in_total()
    {
        var measurement = new NnrMeasurement(24);
        Add(measurement, "10.0.10.1", named: [NnrMethod.NetBios]);
        Add(measurement, "10.0.9.1", named: [NnrMethod.NetBios, NnrMethod.Ntlm]);
        Add(measurement, "10.0.9.255");
        Add(measurement, "10.0.9.7");
        var rows = measurement.Rows().ToList();
        Assert.Equal(["10.0.9.0/24", "10.0.10.0/24", "Total"], rows.Select(row => row.Subnet).Distinct());
        Assert.Equal([.. All, .. All, .. All], rows.Select(row => row.Method));
        Assert.Equal((3, 1, 2, 66.7), Figures(rows, "10.0.9.0/24", NnrMethod.NetBios));
        Assert.Equal((1, 0, 1, 100), Figures(rows, "10.0.10.0/24", NnrMethod.Ntlm));
        Assert.Equal((4, 2, 2, 50), Figures(rows, "Total", NnrMethod.NetBios));
        Assert.Equal((4, 0, 4, 100), Figures(rows, "Total", NnrMethod.Dns));
        Assert.All(rows, row => Assert.StartsWith("https://", row.Reference));
    }

    [Theory]
    [InlineData(8, "10.0.0.0/8")]
    [InlineData(20, "10.1.208.0/20")]
    [InlineData(27, "10.1.222.160/27")]
    [InlineData(32, "10.1.222.173/32")]
    public void Takes_any_prefix_length(int prefixLength, string subnet)
    {
        var measurement = new NnrMeasurement(prefixLength);
        Add(measurement, "10.1.222.173");
        Assert.Equal(subnet, measurement.Rows().First().Subnet);
    }

    [Fact]
    public void Takes_a_subnet_of_IPv6_as_it_is_and_puts_it_last()
    {
        var measurement = new NnrMeasurement(16);
        Add(measurement, "2001:db8:1:2:3::4");
        Add(measurement, "2001:db8:1:2:ffff::1");
        Add(measurement, "250.1.2.3");
        Assert.Equal(["250.1.0.0/16", "2001:db8:1:2::/64", "Total"], measurement.Rows().Select(row => row.Subnet).Distinct());
    }

    [Theory]
    [InlineData(90, 100, false)]
    [InlineData(9, 10, false)]
    [InlineData(91, 100, true)]
    [InlineData(10, 10, true)]
    [InlineData(0, 1, false)]

    // Shown as 90 %, and more all the same.
    [InlineData(9001, 10_000, true)]
    public void Alerts_beyond_90_percent_and_not_at_it(int failed, int devices, bool alert)
    {
        var measurement = new NnrMeasurement(8);
        for (var i = 0; i < devices; i++) Add(measurement, $"10.0.{i / 250}.{i % 250}", named: i < failed ? [] : All);
        var rows = measurement.Rows().ToList();
        foreach (var method in All.Where(method => method != NnrMethod.Rdp))
        {
            var total = Row(rows, "Total", method);
            Assert.Equal((alert, alert ? "10.0.0.0/8" : ""), (total.AlertExpected, total.FailingSubnets));
            Assert.Equal(alert, Row(rows, "10.0.0.0/8", method).AlertExpected);
        }
    }

    [Fact]
    public void Rdp_has_no_alert()
    {
        var measurement = new NnrMeasurement(24);
        Add(measurement, "10.0.0.1");
        Assert.All(measurement.Rows().Where(row => row.Method == NnrMethod.Rdp), row => Assert.False(row.AlertExpected));
        Assert.Equal("10.0.0.0/24", Row(measurement.Rows(), "Total", NnrMethod.Rdp).FailingSubnets);
    }

    [Fact]
    public void Names_the_failing_subnets_the_largest_first_and_not_without_end()
    {
        var measurement = new NnrMeasurement(24);
        for (var subnet = 0; subnet < 30; subnet++) Add(measurement, $"10.0.{subnet}.1");
        for (var host = 2; host < 5; host++) Add(measurement, $"10.0.17.{host}");
        Add(measurement, "10.0.29.2", named: All);
        var failing = Row(measurement.Rows(), "Total", NnrMethod.Ntlm).FailingSubnets;
        Assert.StartsWith("10.0.17.0/24, 10.0.0.0/24, ", failing);
        Assert.EndsWith(" and 9 more", failing);
        Assert.DoesNotContain("10.0.29.0", failing);
    }

    [Fact]
    public void Leaves_out_what_was_not_asked()
    {
        var measurement = new NnrMeasurement(24);
        measurement.Add("10.0.0.1", method => method == NnrMethod.NetBios, _ => true);
        measurement.Add("10.0.0.2", _ => false, _ => false);
        measurement.Add("", _ => true, _ => true);
        Assert.Equal(
            [("10.0.0.0/24", NnrMethod.NetBios), ("Total", NnrMethod.NetBios)], measurement.Rows().Select(row => (row.Subnet, row.Method)));
        Assert.Equal(1, measurement.Rows().First().Devices);
    }

    [Fact]
    public void Of_nothing_has_no_rows() => Assert.Empty(new NnrMeasurement(24).Rows());

    private static void Add(NnrMeasurement measurement, string address, params NnrMethod[] named) =>
        measurement.Add(address, _ => true, named.Contains);

    private static NnrMeasure Row(IEnumerable<NnrMeasure> rows, string subnet, NnrMethod method) =>
        rows.Single(row => row.Subnet == subnet && row.Method == method);

    private static (long Devices, long Resolved, long Failed, double Percent) Figures(
        IEnumerable<NnrMeasure> rows, string subnet, NnrMethod method)
    {
        var row = Row(rows, subnet, method);
        return (row.Devices, row.Resolved, row.Failed, row.FailurePercent);
    }
}
