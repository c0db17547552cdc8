using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Results.Report;
using Xunit;

namespace MdiPrereq.Tests.Results.Report;

public class ReportDataTests
{
    [Fact]
    public void Of_results_about_the_same_the_latest_counts_in_any_order()
    {
        PortTestResult[] results = [Result(Verdict.Fail, 1), Result(Verdict.Pass, 2)];
        Assert.Equal(Verdict.Pass, Only(ReportScene.Data(results)).Verdict);
        Assert.Equal(Verdict.Pass, Only(ReportScene.Data(results.Reverse())).Verdict);
    }

    [Fact]
    public void Names_missing_stale_and_double_reporters()
    {
        CheckResult[] results =
        [
            Result(Verdict.Pass, 24 * 30, "S1", "10.0.0.1"), Result(Verdict.Fail, (24 * 30) + 1, "S1", "10.9.9.9"),
            Result(Verdict.Pass, 1, "OLD"), Result(Verdict.Pass, 24 * 29, "S3"),
        ];
        var data = ReportScene.Data(results, "s1", "S9", "S8.");
        Assert.Equal(["S8", "S9"], data.Missing);
        Assert.Equal("OLD", Assert.Single(data.Stale).Name);
        var (name, addresses) = Assert.Single(data.Doubles);
        Assert.Equal("S1", name);
        Assert.Equal(["10.0.0.1", "10.9.9.9"], addresses);
        var page = ReportScene.Page(data);
        Assert.Contains("Nothing came from <b>S8 and S9</b>", page, StringComparison.Ordinal);
        Assert.Contains("More than one machine answers to the name <b><bdi>S1</bdi></b>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void One_change_stands_for_all_sources_and_targets_that_want_it()
    {
        CheckResult[] results =
        [
            .. ReportScene.Ports("S1", "dc01", State.Filtered), .. ReportScene.Ports("S2", "dc01", State.Filtered),
            .. ReportScene.Ports("S1", "dc02", State.Filtered), .. ReportScene.Ports("S2", "dc02", State.Filtered),
            .. ReportScene.Ports("S1", "dc03"),
        ];
        var item = Assert.Single(WorkPlan.Of(ReportScene.Data(results)));
        Assert.Equal((Team.Firewall, Verdict.Fail, 24), (item.Team, item.Verdict, item.Rows));
        Assert.Equal("dc01 and dc02: TCP 53, 135, 389, 636 and UDP 53, 123", item.Subject);
        Assert.StartsWith(
            "Allow TCP 53, 135, 389, 636 and UDP 53, 123 from S1 (10.0.0.1) and S2 (10.0.0.1) to dc01 and dc02 in the firewalls",
            item.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_stands_in_the_way_of_most_sensors_comes_first_and_warnings_last()
    {
        var items = WorkPlan.Of(ReportScene.Data(ReportScene.Firewalled));
        Assert.Equal(items.OrderBy(item => item.Verdict == Verdict.Warning), items);
        Assert.Equal(2, items[0].Sources.Count);
        Assert.Contains(items, item => item is { Team: Team.Proxy, Text: "Exempt the service from TLS inspection." });
        Assert.Contains(items, item => item is { Team: Team.Server, Verdict: Verdict.Warning });
    }

    [Fact]
    public void Says_in_a_sentence_whether_the_sensor_may_be_installed()
    {
        var green = Statement.Of(Assert.Single(ReportScene.Data(ReportScene.Green).Sources));
        Assert.Equal((true, "May be installed, as far as was tested: ports, cloud service and adapters."), (green.May, green.Text));

        var ports = Statement.Of(Assert.Single(ReportScene.Data(ReportScene.Ports("S", "dc")).Sources));
        Assert.Equal("May be installed, as far as was tested: ports. Not in these results: cloud service and adapters.", ports.Text);

        var blocked = Statement.Of(ReportScene.Data(ReportScene.Firewalled).Sources[0]);
        Assert.False(blocked.May);
        Assert.Equal(
            "May not be installed yet: 6 required ports towards 1 target fail and the way to the cloud breaks at TLS. "
                + "1 of 2 devices cannot be named. 1 warning.",
            blocked.Text);
    }

    [Fact]
    public void Devices_without_a_name_are_said_and_do_not_stand_in_the_way()
    {
        var only = Statement.Of(Assert.Single(ReportScene.Data([ReportScene.Device("S", "10.0.0.1", "")]).Sources));
        Assert.Null(only.May);
        var beside = Statement.Of(Assert.Single(ReportScene.Data([ReportScene.Device("S", "10.0.0.1", ""), .. ReportScene.Ports("S", "dc")]).Sources));
        Assert.True(beside.May);
        Assert.EndsWith("1 of 1 device cannot be named.", beside.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_could_not_be_tried_leaves_it_open()
    {
        var lost = new PortTestResult { SourceComputer = "S", RequirementId = "Ldap389", Verdict = Verdict.NotTested, Reason = Reason.Error, Remediation = "See." };
        Assert.Null(Statement.Of(Assert.Single(ReportScene.Data([lost, .. ReportScene.Ports("S", "dc")]).Sources)).May);
        Assert.Equal(Verdict.NotTested, Assert.Single(WorkPlan.Of(ReportScene.Data([lost]))).Verdict);
    }

    private static PortTestResult Result(Verdict verdict, int hour, string source = "S", string address = "") => new()
    {
        SourceComputer = source, ComputerName = "dc", RequirementId = "Ldap389", Verdict = verdict, SourceAddress = address,
        TimestampUtc = ReportScene.Made.AddDays(-60).AddHours(hour),
    };

    private static ReportRow Only(ReportData data) => Assert.Single(Assert.Single((IEnumerable<ReportSource>)data.Sources).Rows);
}
