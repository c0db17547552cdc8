using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Checks.Cloud.Wording;
using MdiPrereq.Contract;
using MdiPrereq.Machine;

namespace MdiPrereq.Checks.Cloud.Rules;

/// <summary>
/// Which way out the sensor takes. Its own configuration goes before WinINet of its account, LocalService; the account's settings
/// have to suit the updater too, which runs as LocalSystem. WinHTTP and the user's own settings count for neither.
/// </summary>
internal static class WayOutRules
{
    /// <param name="facts">What is set on this machine.</param>
    /// <param name="given">What the user asked for.</param>
    /// <param name="host">The host to go to: a list of exceptions may name it.</param>
    /// <param name="words">The asker's words.</param>
    public static WayOut Choose(ProxyFacts facts, GivenWay given, string host, Vocabulary words)
    {
        if (given.Direct) return Direct(ProxySource.Parameter, "direct", WayOutWording.DirectAsAsked(words));
        var way = given.Proxy is { } proxy ? Through(proxy, ProxySource.Parameter, WayOutWording.ThroughAsAsked(proxy, words))
            : facts.IsWindows ? ChooseWindows(facts, host, words)
            : ChooseEnvironment(facts, host, words);
        return way.Proxy is null ? way : way with { Credential = given.Credential ?? way.Proxy.Credential };
    }

    private static WayOut Direct(ProxySource source, string evidence, string message) =>
        new() { Source = source, Judgement = StepJudgement.Pass(evidence, message) };

    private static WayOut Direct(ProxySource source, CloudReason reason, (string Evidence, Said Said) but) =>
        new() { Source = source, Judgement = StepJudgement.Warn(reason, but.Evidence, but.Said) };

    private static WayOut Through(ProxyAddress proxy, ProxySource source, string message) =>
        new() { Proxy = proxy, Source = source, Judgement = StepJudgement.Pass($"{proxy}", message) };

    private static WayOut Senseless(ProxySource source, string where, Vocabulary words) =>
        Direct(source, CloudReason.SettingsUnreadable, WayOutWording.Senseless(where, words));

    private static WayOut ChooseEnvironment(ProxyFacts facts, string host, Vocabulary words)
    {
        const ProxySource Source = ProxySource.EnvironmentVariable;
        if (facts.EnvironmentProxy.Length == 0) return Direct(ProxySource.None, "direct", WayOutWording.EnvironmentNotSet);
        if (ProxyBypass.FindNoProxy(facts.EnvironmentBypass, host) is { } entry)
        {
            return Direct(Source, "direct", WayOutWording.LeftOut(host, entry));
        }

        return ProxyAddress.TryParse(facts.EnvironmentProxy, out var proxy, out _)
            ? Through(proxy, Source, WayOutWording.ByEnvironment(proxy))
            : Senseless(Source, WayOutWording.Environment, words);
    }

    private static WayOut ChooseWindows(ProxyFacts facts, string host, Vocabulary words)
    {
        if (facts.Sensor is { ProxyUrl.Length: > 0 } own)
        {
            const ProxySource Source = ProxySource.SensorConfiguration;
            return ProxyAddress.TryParse(own.ProxyUrl, out var proxy, out _)
                ? Through(proxy, Source, WayOutWording.BySensor(proxy, own.HasProxyUser)) with { SensorHasCredential = own.HasProxyUser }
                : Senseless(Source, WayOutWording.SensorFile, words);
        }

        var way = facts.Machine is { } machine
            ? Follow(machine, ProxySource.WinInetMachine, WayOutWording.WinInetMachine, host, words)
            : Follow(facts.LocalService, ProxySource.WinInetLocalService, WayOutWording.WinInetLocalService, host, words);
        if (way.Judgement.Verdict != Verdict.Pass) return way;
        if (facts.SensorProblem.Length == 0) return WarnOfOthers(way, facts, host, words);
        return Warn(
            way,
            CloudReason.SettingsUnreadable,
            WayOutWording.SensorFileUnreadable(facts.SensorProblem, way.Judgement.Message, words));
    }

    /// <summary>The way by one account's settings, on their own.</summary>
    private static WayOut Follow(SettingsFact fact, ProxySource source, string whose, string host, Vocabulary words)
    {
        if (fact.Problem.Length > 0)
        {
            return Direct(source, CloudReason.SettingsUnreadable, WayOutWording.Unreadable(whose, fact.Problem, words));
        }

        if (fact.Settings is not { } settings) return Direct(ProxySource.None, "direct", WayOutWording.NoProxy(""));
        if (settings.ScriptUrl.Length > 0)
        {
            var script = WayOutWording.Script(whose, settings.ScriptUrl, host, words);
            return Direct(source, CloudReason.ProxyScript, script) with { IsUnknown = true };
        }

        var detection = settings.AutoDetects ? WayOutWording.Detection : "";
        if (settings.Proxy.Length == 0) return Direct(ProxySource.None, "direct", WayOutWording.NoProxy(detection));
        if (ProxyBypass.FindWinInet(settings.Bypass, host) is { } entry)
        {
            return Direct(source, WayOutWording.ByBypassList, WayOutWording.Bypassed(whose, host, entry, detection));
        }

        var chosen = ProxyBypass.ChooseForHttps(settings.Proxy);
        if (chosen.Length == 0)
        {
            return Direct(source, CloudReason.ProxyNotSeenBySensor, WayOutWording.NoneForHttps(whose, detection));
        }

        return ProxyAddress.TryParse(chosen, out var proxy, out _)
            ? Through(proxy, source, WayOutWording.Named(proxy, whose, detection))
            : Senseless(source, whose.TrimEnd(','), words);
    }

    private static WayOut WarnOfOthers(WayOut way, ProxyFacts facts, string host, Vocabulary words)
    {
        if (facts.Machine is null && facts.LocalSystem.Problem.Length == 0)
        {
            var updaters = Follow(facts.LocalSystem, ProxySource.None, "", host, words).Judgement.Evidence;
            if (updaters != way.Judgement.Evidence)
            {
                return Warn(way, CloudReason.AccountsDiffer, WayOutWording.AccountsDiffer(way.Judgement.Message, updaters));
            }
        }

        if (way.Source != ProxySource.None) return way;
        var elsewhere = Elsewhere(facts).ToList();
        return elsewhere.Count == 0 ? way : Warn(way, CloudReason.ProxyNotSeenBySensor, WayOutWording.NotSeenBySensor(elsewhere));
    }

    private static WayOut Warn(WayOut way, CloudReason reason, Said said) =>
        way with { Judgement = StepJudgement.Warn(reason, way.Judgement.Evidence, said) };

    private static IEnumerable<string> Elsewhere(ProxyFacts facts)
    {
        if (Describe(facts.WinHttp) is { } winHttp) yield return WayOutWording.WinHttp(winHttp);
        if (Describe(facts.CurrentUser) is { } user) yield return WayOutWording.CurrentUser(user);
    }

    private static string? Describe(SettingsFact fact) => fact.Settings switch
    {
        null => null,
        { ScriptUrl: { Length: > 0 } script } => "the " + WayOutWording.Describe(script),
        { Proxy: { Length: > 0 } proxy } => WayOutWording.Show(proxy),
        _ => null,
    };
}
