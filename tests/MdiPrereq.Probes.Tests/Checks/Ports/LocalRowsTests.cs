using System.Linq;
using System.Net;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Machine;
using Xunit;

namespace MdiPrereq.Tests.Checks.Ports;

public class LocalRowsTests
{
    private const string Rule = "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=17|LPort=1813|Name=Microsoft Defender for Identity Sensor|";

    [Theory]
    [InlineData(null, false, State.Closed, Verdict.Pass)]
    [InlineData(null, true, State.Closed, Verdict.Fail)]
    [InlineData("Microsoft.Tri.Sensor.Updater", false, State.Open, Verdict.Pass)]
    [InlineData("Microsoft.Tri.Sensor.Updater", true, State.Open, Verdict.Pass)]
    [InlineData("nginx", false, State.Open, Verdict.Warning)]
    [InlineData("nginx", true, State.Open, Verdict.Fail)]
    [InlineData("", false, State.Open, Verdict.Warning)]
    [InlineData("", true, State.Open, Verdict.Pass)]
    public void The_updater_owns_its_port(string? owner, bool installed, State state, Verdict expected)
    {
        var judged = Judge("Updater444", owner, installed, FirewallRuleState.NotRead);
        Assert.Equal((state, expected, false), (judged.Outcome.State, judged.Verdict, judged.Outcome.Verified));
    }

    [Theory]
    [InlineData(null, false, 0, Verdict.NotTested)]
    [InlineData(null, true, 3, Verdict.Warning)]
    [InlineData("Microsoft.Tri.Sensor", true, 3, Verdict.Pass)]
    [InlineData("Microsoft.Tri.Sensor", true, 0, Verdict.Pass)]
    [InlineData("Microsoft.Tri.Sensor", true, 1, Verdict.Warning)]
    [InlineData("Microsoft.Tri.Sensor", true, 2, Verdict.Warning)]
    [InlineData("radiusd", true, 3, Verdict.Warning)]
    [InlineData("radiusd", false, 0, Verdict.Warning)]
    [InlineData("", true, 3, Verdict.Warning)]
    public void Radius_needs_listener_and_rule(string? owner, bool installed, int rule, Verdict expected) =>
        Assert.Equal(expected, Judge("Radius1813", owner, installed, (FirewallRuleState)rule).Verdict);

    [Theory]
    [InlineData(Rule, (int)FirewallRuleState.Enabled)]
    [InlineData("v2.30|Action=Allow|Active=FALSE|Dir=In|Protocol=17|LPort=1813|Name=Microsoft Defender for Identity Sensor|", (int)FirewallRuleState.Disabled)]
    [InlineData("v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=17|LPort2_10=1800-1820|App=C:\\x\\Microsoft.Tri.Sensor.exe|Name=x|", (int)FirewallRuleState.Enabled)]
    [InlineData("v2.30|Action=Allow|Active=TRUE|Dir=In|Name=Microsoft Defender for Identity Sensor|", (int)FirewallRuleState.Enabled)]
    [InlineData("v2.30|Action=Block|Active=TRUE|Dir=In|Protocol=17|LPort=1813|Name=Microsoft Defender for Identity Sensor|", (int)FirewallRuleState.Missing)]
    [InlineData("v2.30|Action=Allow|Active=TRUE|Dir=Out|Protocol=17|LPort=1813|Name=Microsoft Defender for Identity Sensor|", (int)FirewallRuleState.Missing)]
    [InlineData("v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=1813|Name=Microsoft Defender for Identity Sensor|", (int)FirewallRuleState.Missing)]
    [InlineData("v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=17|LPort=514|Name=Microsoft Defender for Identity Sensor|", (int)FirewallRuleState.Missing)]
    [InlineData("v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=17|LPort=1813|Name=Another|", (int)FirewallRuleState.Missing)]
    [InlineData("", (int)FirewallRuleState.Missing)]
    [InlineData("|||=|Name|LPort=x", (int)FirewallRuleState.Missing)]
    public void The_sensors_rule_is_read(string rule, int expected)
    {
        Assert.Equal((FirewallRuleState)expected, SensorFirewallRule.Judge([rule], Transport.Udp, 1813));
        Assert.Equal(FirewallRuleState.Enabled, SensorFirewallRule.Judge([rule, Rule], Transport.Udp, 1813));
    }

    private static PortJudgement Judge(string id, string? owner, bool installed, FirewallRuleState rule) => LocalRules.Judge(
        PortCatalog.Rows.First(row => row.Id == id),
        new(owner is null ? [] : [new(IPAddress.Any, owner.Length > 0 ? 4242 : 0, owner)], installed, rule));
}
