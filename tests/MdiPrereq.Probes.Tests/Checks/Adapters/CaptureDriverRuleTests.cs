using MdiPrereq.Checks.Adapters.Rules;
using Xunit;

namespace MdiPrereq.Tests.Checks.Adapters;

public class CaptureDriverRuleTests
{
    [Theory]
    [InlineData(true, false, true, Verdict.Pass)]
    [InlineData(true, true, true, Verdict.Warning)]
    [InlineData(false, true, true, Verdict.Fail)]
    [InlineData(false, true, false, Verdict.Fail)]
    [InlineData(false, false, true, Verdict.Fail)]
    [InlineData(false, false, false, Verdict.Warning)]
    public void The_driver_is_npcap(bool npcap, bool winPcap, bool sensor, Verdict expected) => Assert.Equal(
        expected, CaptureDriverRules.Present(
            Facts.Server with { NpcapInstalled = npcap, WinPcapInstalled = winPcap, SensorInstalled = sensor }).Judge().Verdict);

    [Theory]
    [InlineData("1.00", Verdict.Pass)]
    [InlineData("1.0", Verdict.Pass)]
    [InlineData("1", Verdict.Pass)]
    [InlineData("1.87", Verdict.Pass)]
    [InlineData("1.10.0.0", Verdict.Pass)]
    [InlineData("0.9997", Verdict.Fail)]
    [InlineData("0.99-r9", Verdict.Fail)]
    [InlineData("", Verdict.NotTested)]
    [InlineData(null, Verdict.NotTested)]
    [InlineData("new", Verdict.NotTested)]
    public void The_version_is_recent_enough(string? version, Verdict expected) =>
        Assert.Equal(expected, CaptureDriverRules.MinimumVersion(Facts.Server with { NpcapVersion = version }).Judge().Verdict);

    [Theory]
    [InlineData(0, Verdict.Pass)]
    [InlineData(null, Verdict.Pass)]
    [InlineData(1, Verdict.Fail)]
    public void Admin_only_is_off_and_missing_counts_as_off(int? value, Verdict expected) =>
        Assert.Equal(expected, CaptureDriverRules.AdminOnly(Facts.Server with { NpcapAdminOnly = value }).Judge().Verdict);

    [Theory]
    [InlineData(1, Verdict.Pass)]
    [InlineData(0, Verdict.Fail)]
    [InlineData(null, Verdict.Fail)]
    public void The_winpcap_mode_is_on(int? value, Verdict expected) =>
        Assert.Equal(expected, CaptureDriverRules.WinPcapCompatible(Facts.Server with { NpcapWinPcapCompatible = value }).Judge().Verdict);

    [Theory]
    [InlineData("", 1, Verdict.Pass)]
    [InlineData(null, 1, Verdict.Pass)]
    [InlineData("", 0, Verdict.Pass)]
    [InlineData(@"\Device\{1}", 0, Verdict.Fail)]
    [InlineData(@"\Device\{1}", 1, Verdict.Fail)]
    public void A_loopback_adapter_tells_and_loopback_support_means_nothing(string? adapter, int support, Verdict expected) => Assert.Equal(
        expected, CaptureDriverRules.NoLoopbackAdapter(
            Facts.Server with { NpcapLoopbackAdapter = adapter, NpcapLoopbackSupport = support }).Judge().Verdict);

    [Fact]
    public void What_cannot_be_read_is_not_tested()
    {
        foreach (var rule in CaptureDriverRules.For(Facts.Server with { CaptureDriverProblem = "the registry is closed" }))
        {
            var finding = rule.Judge();
            Assert.Equal((Verdict.NotTested, "Not tested: the registry is closed."), (finding.Verdict, finding.Message));
        }
    }
}
