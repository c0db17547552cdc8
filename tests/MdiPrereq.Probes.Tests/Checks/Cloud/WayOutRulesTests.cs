using System;
using System.IO;
using System.Text;
using MdiPrereq.Checks.Cloud;
using MdiPrereq.Checks.Cloud.Rules;
using MdiPrereq.Cli;
using MdiPrereq.Machine;
using MdiPrereq.Tests.Machine;
using Xunit;

namespace MdiPrereq.Tests.Checks.Cloud;

/// <summary>Which proxy the sensor would take, and what is said of settings that it does not see.</summary>
public class WayOutRulesTests
{
    private static readonly SettingsFact Named = Settings(3, "proxy:8080", "<local>");
    private static readonly SettingsFact Other = Settings(3, "other:3128");
    private static readonly ProxyFacts Windows = new() { IsWindows = true };

    [Fact]
    public void Nothing_set() => Is(Windows, "", ProxySource.None, Verdict.Pass, CloudReason.Works, "no proxy is set");

    [Fact]
    public void The_sensors_own_configuration_goes_first() => Is(
        Windows with { Sensor = Sensor("http://own:1", "x"), LocalService = Named, LocalSystem = Other }, "http://own:1", ProxySource.SensorConfiguration, Verdict.Pass, CloudReason.Works, "was not read");

    [Fact]
    public void A_sensor_without_a_proxy_of_its_own() => Is(
        Windows with { Sensor = Sensor("", ""), LocalService = Named, LocalSystem = Named }, "http://proxy:8080", ProxySource.WinInetLocalService, Verdict.Pass, CloudReason.Works, "S-1-5-19");

    [Fact]
    public void A_sensor_whose_configuration_cannot_be_read() => Is(
        Windows with { SensorProblem = "reading it needs administrator rights", LocalService = Named, LocalSystem = Named }, "http://proxy:8080", ProxySource.WinInetLocalService, Verdict.Warning, CloudReason.SettingsUnreadable, "administrator");

    [Fact]
    public void WinInet_of_both_accounts() => Is(
        Windows with { LocalService = Named, LocalSystem = Named, WinHttp = Other, CurrentUser = Other }, "http://proxy:8080", ProxySource.WinInetLocalService, Verdict.Pass, CloudReason.Works, "LocalService");

    [Fact]
    public void The_updaters_account_has_another() => Is(
        Windows with { LocalService = Named, LocalSystem = Other }, "http://proxy:8080", ProxySource.WinInetLocalService, Verdict.Warning, CloudReason.AccountsDiffer, "http://other:3128");

    [Fact]
    public void The_updaters_account_has_none() => Is(
        Windows with { LocalService = Named }, "http://proxy:8080", ProxySource.WinInetLocalService, Verdict.Warning, CloudReason.AccountsDiffer, "otherwise: direct");

    [Fact]
    public void Only_the_updaters_account_has_one() => Is(
        Windows with { LocalSystem = Named }, "", ProxySource.None, Verdict.Warning, CloudReason.AccountsDiffer, "http://proxy:8080");

    [Fact]
    public void WinHttp_alone_is_not_seen_by_the_sensor() => Is(
        Windows with { WinHttp = Named }, "", ProxySource.None, Verdict.Warning, CloudReason.ProxyNotSeenBySensor, "WinHTTP is set to proxy:8080, but nothing is set where the sensor looks: it goes direct");

    [Fact]
    public void The_users_own_settings_are_not_seen_either() => Is(
        Windows with { CurrentUser = Named, WinHttp = Other }, "", ProxySource.None, Verdict.Warning, CloudReason.ProxyNotSeenBySensor, "WinHTTP is set to other:3128 and your own WinINet settings name proxy:8080");

    [Fact]
    public void A_policy_makes_the_machines_settings_count() => Is(
        Windows with { Machine = Named, LocalService = Other }, "http://proxy:8080", ProxySource.WinInetMachine, Verdict.Pass, CloudReason.Works, "policy");

    [Fact]
    public void The_bypass_list_names_the_host() => Is(
        Windows with { LocalService = Settings(3, "proxy:8080", "*.azure.com"), LocalSystem = Settings(3, "proxy:8080", "*.azure.com") }, "", ProxySource.WinInetLocalService, Verdict.Pass, CloudReason.Works, "(*.azure.com)");

    [Fact]
    public void A_proxy_for_http_only() => Is(
        Windows with { LocalService = Settings(3, "http=proxy:8080") }, "", ProxySource.WinInetLocalService, Verdict.Warning, CloudReason.ProxyNotSeenBySensor, "none for HTTPS");

    [Fact]
    public void A_proxy_that_makes_no_sense() => Is(
        Windows with { LocalService = Settings(3, "https://proxy:8080") }, "", ProxySource.WinInetLocalService, Verdict.Warning, CloudReason.SettingsUnreadable, "makes no sense");

    [Fact]
    public void Automatic_detection_is_told() => Is(
        Windows with { LocalService = Settings(9), LocalSystem = Settings(9) }, "", ProxySource.None, Verdict.Pass, CloudReason.Works, "WPAD");

    [Fact]
    public void A_script_leaves_it_open()
    {
        var way = Is(
            Windows with { LocalService = Settings(5, script: "http://wpad/proxy.pac") },
            "",
            ProxySource.WinInetLocalService,
            Verdict.Warning,
            CloudReason.ProxyScript,
            "http://wpad/proxy.pac");
        Assert.True(way.IsUnknown);
    }

    [Fact]
    public void Settings_that_cannot_be_read() => Is(
        Windows with { LocalService = new(null, "reading it needs administrator rights") }, "", ProxySource.WinInetLocalService, Verdict.Warning, CloudReason.SettingsUnreadable, "administrator rights");

    [Fact]
    public void A_password_in_a_setting_is_not_shown()
    {
        Assert.DoesNotContain("geheim", $"{Choose(Windows with { WinHttp = Settings(3, "u:geheim@proxy:1") })}", StringComparison.Ordinal);
        Assert.DoesNotContain(
            "geheim", $"{Choose(Windows with { LocalService = Settings(3, "u:geheim@proxy:1") })}", StringComparison.Ordinal);
        Assert.DoesNotContain(
            "geheim",
            $"{Choose(Windows with { LocalService = Settings(5, script: "http://u:geheim@proxy/x.pac") })}",
            StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", $"{Choose(new() { EnvironmentProxy = "http://u:geheim@proxy:1" })}", StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", $"{Choose(new() { EnvironmentProxy = "socks://u:geheim@proxy:1" })}", StringComparison.Ordinal);
    }

    [Fact]
    public void The_environment_elsewhere()
    {
        Is(new(), "", ProxySource.None, Verdict.Pass, CloudReason.Works, "HTTPS_PROXY is not set");
        Is(
            new() { EnvironmentProxy = "http://proxy:3128" },
            "http://proxy:3128",
            ProxySource.EnvironmentVariable,
            Verdict.Pass,
            CloudReason.Works,
            "HTTPS_PROXY");
        Is(
            new() { EnvironmentProxy = "http://proxy:3128", EnvironmentBypass = "localhost,.azure.com" },
            "",
            ProxySource.EnvironmentVariable,
            Verdict.Pass,
            CloudReason.Works,
            "NO_PROXY");
        Is(
            new() { EnvironmentProxy = "socks5://proxy" },
            "",
            ProxySource.EnvironmentVariable,
            Verdict.Warning,
            CloudReason.SettingsUnreadable,
            "makes no sense");
    }

    [Fact]
    public void What_the_user_gives_goes_before_all()
    {
        Assert.True(ProxyAddress.TryParse("given:1", out var proxy, out _));
        var facts = Windows with { Sensor = Sensor("http://own:1", "x"), LocalService = new(null, "unreadable") };
        var way = WayOutRules.Choose(facts, new(proxy), CloudScene.Host, ToolVocabulary.Instance);
        Assert.Equal(("http://given:1", ProxySource.Parameter, Verdict.Pass), ($"{way.Proxy}", way.Source, way.Judgement.Verdict));
        way = WayOutRules.Choose(facts, new(Direct: true), CloudScene.Host, ToolVocabulary.Instance);
        Assert.Equal((null, ProxySource.Parameter, Verdict.Pass), (way.Proxy, way.Source, way.Judgement.Verdict));
    }

    private static WayOut Choose(ProxyFacts facts) => WayOutRules.Choose(facts, new(), CloudScene.Host, ToolVocabulary.Instance);

    private static WayOut Is(ProxyFacts facts, string proxy, ProxySource source, Verdict verdict, CloudReason reason, string says)
    {
        var way = Choose(facts);
        Assert.Equal((proxy, source, verdict, reason), ($"{way.Proxy}", way.Source, way.Judgement.Verdict, way.Judgement.Reason));
        Assert.Contains(says, way.Judgement.Message, StringComparison.Ordinal);
        Assert.Equal(verdict != Verdict.Pass, way.Judgement.Remediation.Length > 0);
        return way;
    }

    private static SettingsFact Settings(int flags, string proxy = "", string bypass = "", string script = "")
    {
        Assert.True(ConnectionSettings.TryParse(SettingsBlob.Of(flags, proxy, bypass, script), out var settings, out var problem), problem);
        return new(settings);
    }

    private static SensorConfiguration Sensor(string url, string user)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "SensorProxyConfiguration": { "Url": "{{url}}", "UserName": "{{user}}" } }"""));
        return SensorConfiguration.Read(stream);
    }
}
