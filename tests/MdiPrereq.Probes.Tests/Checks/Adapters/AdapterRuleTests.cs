using System.Linq;
using MdiPrereq.Checks.Adapters;
using MdiPrereq.Checks.Adapters.Rules;
using Xunit;

namespace MdiPrereq.Tests.Checks.Adapters;

public class AdapterRuleTests
{
    [Theory]
    [InlineData("Up", Verdict.Pass)]
    [InlineData("Down", Verdict.Fail)]
    [InlineData("NotPresent", Verdict.Fail)]
    public void An_adapter_must_be_enabled_and_connected(string status, Verdict expected) =>
        Assert.Equal(expected, AddressRules.Connected((Facts.Capture with { Status = status }).AsCapture()).Judge().Verdict);

    [Theory]
    [InlineData("10.10.0.10/32 Manual", false, Verdict.Pass)]
    [InlineData("10.10.0.10/32 Dhcp", true, Verdict.Fail)]
    [InlineData("10.10.0.10/32 Manual", true, Verdict.Fail)]
    [InlineData("10.10.0.10/32 Unknown", null, Verdict.NotTested)]
    [InlineData("fe80::1/64 Manual", false, Verdict.Fail)]
    public void The_address_must_be_static(string address, bool? dhcp, Verdict expected) =>
        Assert.Equal(
            expected, AddressRules.Static((Facts.Capture with { Addresses = [address], DhcpEnabled = dhcp }).AsCapture()).Judge().Verdict);

    [Theory]
    [InlineData(Verdict.Pass, "10.10.0.10/32 Manual")]
    [InlineData(Verdict.Pass, "10.10.0.10/32 Manual", "169.254.3.4/16 WellKnown", "fe80::1/64 WellKnown")]
    [InlineData(Verdict.Pass, "169.254.3.4/32 Manual")]
    [InlineData(Verdict.Fail, "10.10.0.10/32 Manual", "10.10.0.11/32 Manual")]
    [InlineData(Verdict.Fail, "169.254.3.4/16 WellKnown")]
    [InlineData(Verdict.Fail)]
    public void A_capture_adapter_has_one_address_that_someone_gave_it(Verdict expected, params string[] addresses) =>
        Assert.Equal(expected, CaptureAdapterRules.OneAddress((Facts.Capture with { Addresses = addresses }).AsCapture()).Judge().Verdict);

    [Theory]
    [InlineData("10.10.0.10/32 Manual", Verdict.Pass)]
    [InlineData("10.10.0.10/24 Manual", Verdict.Fail)]
    [InlineData("10.10.0.10/31 Manual", Verdict.Fail)]
    public void The_mask_is_that_of_a_host(string address, Verdict expected) =>
        Assert.Equal(expected, CaptureAdapterRules.HostMask((Facts.Capture with { Addresses = [address] }).AsCapture()).Judge().Verdict);

    [Theory]
    [InlineData("10.10.0.10/32 Manual", Verdict.Pass, "10.20.0.0/24")]
    [InlineData("192.0.2.10/32 Manual", Verdict.Pass, "10.20.0.0/24")]
    [InlineData("10.20.0.99/32 Manual", Verdict.Warning, "10.20.0.0/24")]
    [InlineData("10.10.0.10/32 Manual", Verdict.Warning, "10.20.0.0/24", "10.0.0.0/8")]
    [InlineData("10.10.0.10/32 Manual", Verdict.Warning, "10.10.0.10/32")]
    [InlineData("172.32.0.1/32 Manual", Verdict.Warning, "10.20.0.0/24")]
    [InlineData("10.10.0.10/32 Manual", Verdict.Pass, "nonsense")]
    public void No_route_leads_to_the_capture_adapter(string address, Verdict expected, params string[] routes) => Assert.Equal(
        expected,
        CaptureAdapterRules.NotRouted(
            (Facts.Capture with { Addresses = [address] }).AsCapture(),
            [(Facts.Management with { Routes = routes }).AsManagement()]).Judge().Verdict);

    [Fact]
    public void Routes_that_cannot_be_read_prove_nothing() => Assert.Equal(
        Verdict.NotTested, CaptureAdapterRules.NotRouted(
            Facts.Capture.AsCapture(), [(Facts.Management with { Routes = null }).AsManagement()]).Judge().Verdict);

    [Fact]
    public void A_capture_adapter_has_neither_gateway_nor_dns()
    {
        Assert.Equal(Verdict.Pass, CaptureAdapterRules.NoGateway(Facts.Capture.AsCapture()).Judge().Verdict);
        Assert.Equal(
            Verdict.Fail, CaptureAdapterRules.NoGateway((Facts.Capture with { Gateways = ["10.10.0.1"] }).AsCapture()).Judge().Verdict);
        Assert.Equal(Verdict.Pass, CaptureAdapterRules.NoDnsServers(Facts.Capture.AsCapture()).Judge().Verdict);
        Assert.Equal(
            Verdict.Fail,
            CaptureAdapterRules.NoDnsServers((Facts.Capture with { DnsServers = ["10.20.0.10"] }).AsCapture()).Judge().Verdict);
        Assert.Equal(
            Verdict.NotTested, CaptureAdapterRules.NoDnsServers((Facts.Capture with { DnsServers = null }).AsCapture()).Judge().Verdict);
        Assert.Equal(Verdict.Pass, CaptureAdapterRules.NoDnsRegistration(Facts.Capture.AsCapture()).Judge().Verdict);
        Assert.Equal(
            Verdict.Warning,
            CaptureAdapterRules.NoDnsRegistration((Facts.Capture with { RegistersInDns = true }).AsCapture()).Judge().Verdict);
        Assert.Equal(
            Verdict.NotTested,
            CaptureAdapterRules.NoDnsRegistration((Facts.Capture with { RegistersInDns = null }).AsCapture()).Judge().Verdict);
    }

    [Fact]
    public void A_management_adapter_has_a_gateway() => Assert.Equal(
        Verdict.Fail, ManagementAdapterRules.Gateway((Facts.Management with { Gateways = [] }).AsManagement()).Judge().Verdict);

    [Theory]
    [InlineData(Verdict.Pass, "10.20.0.10", "10.20.0.11")]
    [InlineData(Verdict.Warning, "10.20.0.10")]
    [InlineData(Verdict.Fail)]
    public void A_management_adapter_has_two_dns_servers(Verdict expected, params string[] servers) =>
        Assert.Equal(
            expected, ManagementAdapterRules.DnsServers((Facts.Management with { DnsServers = servers }).AsManagement()).Judge().Verdict);

    [Theory]
    [InlineData("contoso.com", "", Verdict.Pass)]
    [InlineData("CONTOSO.COM", "", Verdict.Pass)]
    [InlineData("fabrikam.test", "", Verdict.Fail)]
    [InlineData("fabrikam.test", "contoso.com", Verdict.Warning)]
    [InlineData("", "", Verdict.Fail)]
    [InlineData(null, "", Verdict.NotTested)]
    public void A_management_adapter_has_the_suffix_of_each_domain(string? suffix, string searchList, Verdict expected) => Assert.Equal(
        expected,
        ManagementAdapterRules.DnsSuffix(
            [(Facts.Management with { DnsSuffix = suffix }).AsManagement()],
            Facts.Server with { DnsSuffixSearchList = [.. searchList.Split(',').Where(one => one.Length > 0)] },
            "contoso.com").Judge().Verdict);

    [Theory]
    [InlineData("VMware, Inc.", 1, Verdict.Warning)]
    [InlineData("VMware, Inc.", 0, Verdict.Pass)]
    [InlineData("VMware, Inc.", null, Verdict.Pass)]
    [InlineData("Microsoft Corporation", 1, Verdict.Pass)]
    [InlineData(null, 1, Verdict.Warning)]
    public void Offloads_matter_on_vmware(string? manufacturer, int? value, Verdict expected)
    {
        var server = Facts.Server with { Manufacturer = manufacturer };
        var adapter = Facts.Capture with { LsoV2IPv4 = null, RscIPv4 = null };
        Assert.Equal(expected, OffloadRules.LargeSend((adapter with { LsoV1IPv4 = value }).AsCapture(), server).Judge().Verdict);
        Assert.Equal(expected, OffloadRules.LargeSend((adapter with { LsoV2IPv4 = value }).AsCapture(), server).Judge().Verdict);
        Assert.Equal(expected, OffloadRules.LargeSend((adapter with { LsoV2IPv6 = value }).AsCapture(), server).Judge().Verdict);
        Assert.Equal(expected, OffloadRules.ReceiveCoalescing((adapter with { RscIPv4 = value }).AsCapture(), server).Judge().Verdict);
        Assert.Equal(expected, OffloadRules.ReceiveCoalescing((adapter with { RscIPv6 = value }).AsCapture(), server).Judge().Verdict);
    }

    [Fact]
    public void What_a_driver_has_set_is_not_tested_when_it_cannot_be_read()
    {
        var finding = OffloadRules.LargeSend(
            (Facts.Capture with { DriverProblem = "the registry is closed" }).AsCapture(), Facts.Server).Judge();
        Assert.Equal((Verdict.NotTested, "Not tested: the registry is closed."), (finding.Verdict, finding.Message));
    }

    [Fact]
    public void A_team_needs_npcap()
    {
        var team = Facts.Management with { ComponentId = @"COMPOSITEBUS\MS_IMPLAT_MP" };
        Assert.Equal(Verdict.Pass, TeamRules.Team(Facts.With(team)).Judge().Verdict);
        Assert.Equal(Verdict.Fail, TeamRules.Team(new(Facts.Server with { NpcapInstalled = false }, [team])).Judge().Verdict);
        Assert.Equal(
            Verdict.Warning,
            TeamRules.Team(new(Facts.Server with { NpcapInstalled = false, SensorInstalled = false }, [team])).Judge().Verdict);
        Assert.Equal(
            Verdict.Fail,
            TeamRules.Team(
                new(
                    Facts.Server with { NpcapInstalled = false, WinPcapInstalled = true, SensorInstalled = false },
                    [team])).Judge().Verdict);
        Assert.Equal(
            Verdict.NotTested,
            TeamRules.Team(new(Facts.Server with { NpcapInstalled = null, CaptureDriverProblem = "closed" }, [team])).Judge().Verdict);
    }

    [Theory]
    [InlineData(@"PCI\VEN_8086&DEV_1563")]
    [InlineData(@"ROOT\VMS_MP")]
    [InlineData(null)]
    public void A_team_that_cannot_be_seen_never_passes(string? component)
    {
        var finding = TeamRules.Team(Facts.With(Facts.Capture with { ComponentId = component })).Judge();
        Assert.Equal(Verdict.NotTested, finding.Verdict);
        Assert.Contains("cannot tell", finding.Message);
    }

    [Fact]
    public void Roles_are_found_by_shape()
    {
        var wrongMask = Facts.Capture with { Addresses = ["10.10.0.10/24 Manual"] };
        var withGateway = Facts.Capture with { Gateways = ["10.10.0.1"] };
        var noGateway = Facts.Management with { Gateways = [] };
        var noAddress = Facts.Capture with { Addresses = [] };
        foreach (var capture in new[] { Facts.Capture, wrongMask, withGateway, noAddress })
        {
            Assert.Equal(["Capture Capture", "Management Management"], Roles(Facts.With(Facts.Management, capture)));
        }

        Assert.Equal(["Capture Capture", "Management Management"], Roles(Facts.With(noGateway, Facts.Capture)));
        Assert.Equal(["Capture Capture", "Management Management"], Roles(Facts.With(noGateway, wrongMask)));
        Assert.Equal(["Management Management"], Roles(Facts.With(Facts.Management)));
        Assert.Equal(["Capture Capture"], Roles(Facts.With(Facts.Capture)));

        // Loopback, tunnels, members of a team and cards that are gone are neither.
        Assert.Equal(["Capture Capture"], Roles(Facts.With(
            Facts.Capture,
            Facts.Management with { InterfaceType = "Loopback" },
            Facts.Management with { ComponentId = "*msloop" },
            Facts.Management with { BoundServices = ["NdisImPlatform"] },
            Facts.Management with { Status = AdapterStatus.NotPresent })));
    }

    private static string[] Roles(ServerFacts facts) =>
        [.. AdapterRoles.Of(facts, SensorType.Standalone, []).Select(subject => $"{subject.Adapter.Name} {subject.Role}")];
}
