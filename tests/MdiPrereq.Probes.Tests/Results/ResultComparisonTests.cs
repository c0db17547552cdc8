using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Results.Compare;
using Xunit;

namespace MdiPrereq.Tests.Results;

public class ResultComparisonTests
{
    private static readonly DateTime Tuesday = new(2026, 11, 24, 8, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(Verdict.Pass, Verdict.Fail, ResultChangeKind.Broken, true)]
    [InlineData(Verdict.Pass, Verdict.Warning, ResultChangeKind.Broken, true)]
    [InlineData(Verdict.Warning, Verdict.Fail, ResultChangeKind.Broken, true)]
    [InlineData(Verdict.Fail, Verdict.Pass, ResultChangeKind.Fixed, false)]
    [InlineData(Verdict.Fail, Verdict.Warning, ResultChangeKind.Fixed, false)]
    [InlineData(Verdict.Pass, Verdict.NotTested, ResultChangeKind.Changed, false)]
    [InlineData(Verdict.Fail, Verdict.NotTested, ResultChangeKind.Changed, false)]
    [InlineData(Verdict.NotTested, Verdict.Pass, ResultChangeKind.Changed, false)]
    [InlineData(Verdict.NotTested, Verdict.Fail, ResultChangeKind.Changed, true)]
    [InlineData(Verdict.NotApplicable, Verdict.Pass, ResultChangeKind.Changed, false)]
    public void Another_verdict_is_a_change(object before, object after, object kind, bool isWorse)
    {
        var change = Assert.Single(Compare([Port((Verdict)before)], [Port((Verdict)after)]));
        Assert.Equal(kind, change.Change);
        Assert.Equal(before, change.Before);
        Assert.Equal(after, change.After);
        Assert.Equal(isWorse, change.IsWorse);
    }

    [Fact]
    public void What_could_not_be_tried_any_more_is_worse()
    {
        var lost = new PortTestResult { RequirementId = "Ldap389", Verdict = Verdict.NotTested, Reason = Reason.Error };
        var had = new PortTestResult { RequirementId = "Ldap389", Verdict = Verdict.Pass };
        Assert.True(Assert.Single(Compare([had], [lost])).IsWorse);
        Assert.Empty(Compare([lost], [lost]));
    }

    [Theory]
    [InlineData(Verdict.Pass, false)]
    [InlineData(Verdict.Fail, true)]
    public void What_is_new_is_worse_only_when_it_fails(object verdict, bool isWorse)
    {
        var change = Assert.Single(Compare([], [Port((Verdict)verdict)]));
        Assert.Equal((ResultChangeKind.New, null, isWorse), (change.Change, change.Before, change.IsWorse));
    }

    [Fact]
    public void What_is_gone_says_whether_its_source_is_gone_too()
    {
        var changes = Compare([Port(), Port(source: "S2"), Port(target: "dc02")], [Port()]).ToList();
        Assert.All(changes, change => Assert.Equal((ResultChangeKind.Gone, null, false), (change.Change, change.After, change.IsWorse)));
        Assert.Contains("of this source do not have it", changes[0].Message, StringComparison.Ordinal);
        Assert.Contains("nothing at all from this source", changes[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_is_no_change_however_names_are_written_and_whatever_time_it_took()
    {
        var later = new PortTestResult
        {
            SourceComputer = "s1", ComputerName = "DC01.", RequirementId = "Ldap389", Verdict = Verdict.Pass, Message = "LDAP answered.",
            ClockSkewSeconds = 59, ElapsedMilliseconds = 9, TimestampUtc = Tuesday.AddDays(1),
        };
        Assert.Empty(Compare([Port(skew: 0)], [later]));
    }

    [Theory]
    [InlineData("CN=b", "dc01", 0.0, "certificate was 'CN=a', is 'CN=b'")]
    [InlineData("", "dc01", 0.0, "certificate was 'CN=a', is none")]
    [InlineData("CN=a", "dc09", 0.0, "name was 'dc01', is 'dc09'")]
    [InlineData("CN=a", "dc01", -120.0, "clock was 0 s ahead, is 2 min behind")]
    public void Something_else_behind_the_same_verdict_is_named(string certificate, string name, double skew, string said)
    {
        var change = Assert.Single(Compare([Seen("CN=a", "dc01", 0)], [Seen(certificate, name, skew)]));
        Assert.Equal((ResultChangeKind.Changed, false), (change.Change, change.IsWorse));
        Assert.Contains(said, change.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_results_of_one_key_the_latest_counts_on_either_side_in_any_order()
    {
        var old = Port(Verdict.Fail, at: Tuesday);
        var young = Port(Verdict.Pass, at: Tuesday.AddHours(1));
        Assert.Empty(Compare([old, young], [young, old]));
        Assert.Empty(Compare([young, old], [old, young]));
    }

    [Fact]
    public void Transports_sensor_types_and_targets_are_rows_of_their_own()
    {
        CheckResult[] rows =
        [
            new PortTestResult { RequirementId = "Dns53", Transport = Transport.Tcp, Port = 53 },
            new PortTestResult { RequirementId = "Dns53", Transport = Transport.Udp, Port = 53 },
            new PortTestResult { RequirementId = "Dns53", Transport = Transport.Udp, Port = 53, SensorType = SensorType.Standalone },
            new PortTestResult { RequirementId = "Dns53", Transport = Transport.Udp, Port = 53, Catalog = Catalog.Seed2022 },
            new CloudTestResult { Check = CloudCheck.DownloadHost, Url = "http://a/1" },
            new CloudTestResult { Check = CloudCheck.DownloadHost, Url = "http://a/2" },
            new CloudTestResult { Check = CloudCheck.Tls },
            new AdapterTestResult { Check = "Duplex", AdapterName = "A" },
            new AdapterTestResult { Check = "Duplex", AdapterName = "B" },
        ];
        Assert.Equal(rows.Length, Compare([], rows).Count());
        Assert.Empty(Compare(rows, rows));
    }

    [Fact]
    public void Frames_that_were_counted_are_no_change_and_other_values_of_adapters_are()
    {
        Assert.Empty(Compare([Adapter("MirroredTraffic", "5 from")], [Adapter("MirroredTraffic", "7 from")]));
        Assert.Contains("value was '24', is '16'", Assert.Single(Compare([Adapter("Prefix", "24")], [Adapter("Prefix", "16")])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_proxy_or_certificate_of_the_cloud_is_a_change_and_another_address_is_none()
    {
        Assert.Empty(Compare(
            [new CloudTestResult { RemoteAddress = "203.0.113.1", SensorVersion = "1" }],
            [new CloudTestResult { RemoteAddress = "203.0.113.2", SensorVersion = "2" }]));
        Assert.Single(Compare([new CloudTestResult { Proxy = "a:80" }], [new CloudTestResult { Proxy = "b:80" }]));
        Assert.Single(Compare(
            [new CloudTestResult { CertificateNotAfterUtc = Tuesday }], [new CloudTestResult { CertificateNotAfterUtc = Tuesday.AddDays(90) }]));
    }

    [Fact]
    public void Changes_come_in_one_order_whatever_the_order_of_the_results()
    {
        CheckResult[] before = [Port(source: "S2"), Port(source: "S1"), Port(Verdict.Fail, target: "dc05"), Port(target: "dc09")];
        CheckResult[] after = [Port(Verdict.Fail, source: "S2"), Port(Verdict.Fail, source: "S1"), Port(target: "dc05"), Port(target: "dc10")];
        var expected = Compare(before, after).Select(change => change.ToString()).ToList();
        Assert.Equal(expected, Compare(before.Reverse(), after.Reverse()).Select(change => change.ToString()));
        Assert.Equal(["Broken", "Broken", "Fixed", "New", "Gone"], expected.Select(text => text.Substring(0, text.IndexOf(':', StringComparison.Ordinal))));
        Assert.Equal("Broken: S1 to dc01 Ldap389", expected[0]);
    }

    private static IEnumerable<ResultChange> Compare(IEnumerable<CheckResult> before, IEnumerable<CheckResult> after)
    {
        var comparison = new ResultComparison();
        foreach (var result in before) comparison.AddEarlier(result);
        foreach (var result in after) comparison.AddLater(result);
        return comparison.Changes();
    }

    private static PortTestResult Port(
        Verdict verdict = Verdict.Pass, string source = "S1", string target = "dc01", double? skew = null, DateTime? at = null) => new()
        {
            SourceComputer = source, ComputerName = target, RequirementId = "Ldap389", Verdict = verdict, ClockSkewSeconds = skew,
            Message = "LDAP answered.", TimestampUtc = at ?? Tuesday,
        };

    private static PortTestResult Seen(string certificate, string name, double skew) =>
        new() { RequirementId = "Ldaps636", CertificateSubject = certificate, RemoteName = name, ClockSkewSeconds = skew };

    private static AdapterTestResult Adapter(string check, string actual) => new() { Check = check, Actual = actual };
}
