using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Contract;
using MdiPrereq.Machine;
using MdiPrereq.Protocols;

namespace MdiPrereq.Checks.Cloud.Rules;

/// <summary>
/// Which way out the sensor takes. Its own configuration goes before WinINet of its account, LocalService; the account's settings
/// have to suit the updater too, which runs as LocalSystem. WinHTTP and the user's own settings count for neither.
/// </summary>
internal static class WayOutRules
{
    private const string HowToSet =
        "Give it to the sensor (Set-MDISensorProxyConfiguration -ProxyUrl, or ProxyUrl= when the sensor is installed), "
            + "or set WinINet for S-1-5-18 and S-1-5-19.";

    /// <param name="facts">What is set on this machine.</param>
    /// <param name="given">What the user asked for.</param>
    /// <param name="host">The host to go to: a list of exceptions may name it.</param>
    /// <param name="words">The asker's words.</param>
    public static WayOut Choose(ProxyFacts facts, GivenWay given, string host, Vocabulary words)
    {
        if (given.Direct) return Direct(ProxySource.Parameter, StepJudgement.Pass("direct", $"Direct, as asked for by {words.NoProxy}."));
        if (given.Proxy is { } proxy)
        {
            return new()
            {
                Proxy = proxy,
                Source = ProxySource.Parameter,
                Credential = given.Credential ?? proxy.Credential,
                Judgement = StepJudgement.Pass($"{proxy}", $"Through {proxy}, as asked for by {words.Proxy}."),
            };
        }

        var way = facts.IsWindows ? ChooseWindows(facts, host, words) : ChooseEnvironment(facts, host, words);
        return way.Proxy is null ? way : way with { Credential = given.Credential ?? way.Proxy.Credential };
    }

    private static WayOut Direct(ProxySource source, StepJudgement judgement) => new() { Source = source, Judgement = judgement };

    private static WayOut ChooseEnvironment(ProxyFacts facts, string host, Vocabulary words)
    {
        const string Name = "the environment variable HTTPS_PROXY";
        if (facts.EnvironmentProxy.Length == 0)
        {
            return Direct(ProxySource.None, StepJudgement.Pass(
                "direct",
                "Direct: HTTPS_PROXY is not set. The sensor itself runs on Windows and has settings of its own there."));
        }

        if (ProxyBypass.FindNoProxy(facts.EnvironmentBypass, host) is { } entry)
        {
            return Direct(ProxySource.EnvironmentVariable, StepJudgement.Pass(
                "direct",
                $"Direct: NO_PROXY leaves {host} out ({SafeText.Clean(entry)})."));
        }

        if (!ProxyAddress.TryParse(facts.EnvironmentProxy, out var proxy, out _))
        {
            return Unusable(ProxySource.EnvironmentVariable, Name, words);
        }

        return new()
        {
            Proxy = proxy,
            Source = ProxySource.EnvironmentVariable,
            Judgement = StepJudgement.Pass(
                $"{proxy}",
                $"Through {proxy}, which {Name} names. The sensor itself runs on Windows and has settings of its own there."),
        };
    }

    private static WayOut ChooseWindows(ProxyFacts facts, string host, Vocabulary words)
    {
        if (facts.Sensor is { ProxyUrl.Length: > 0 } own)
        {
            if (!ProxyAddress.TryParse(own.ProxyUrl, out var proxy, out _))
            {
                return Unusable(ProxySource.SensorConfiguration, "the sensor's SensorConfiguration.json", words);
            }

            return new()
            {
                Proxy = proxy,
                Source = ProxySource.SensorConfiguration,
                SensorHasCredential = own.HasProxyUser,
                Judgement = StepJudgement.Pass(
                    $"{proxy}",
                    $"Through {proxy}, which the installed sensor's own configuration "
                        + $"names{(own.HasProxyUser ? " with a user name; its password is encrypted and was not read" : "")}."),
            };
        }

        var way = facts.Machine is { } machine
            ? Follow(
                machine,
                ProxySource.WinInetMachine,
                "WinINet of the whole machine, which a policy makes count for every account,",
                host,
                words)
            : Follow(
                facts.LocalService,
                ProxySource.WinInetLocalService,
                "WinINet of LocalService (S-1-5-19), the sensor's account,",
                host,
                words);
        if (facts.SensorProblem.Length > 0 && way.Judgement.Verdict == Verdict.Pass)
        {
            return way with
            {
                Judgement = StepJudgement.Warn(
                    CloudReason.SettingsUnreadable,
                    way.Judgement.Evidence,
                    $"A sensor is installed, but its SensorConfiguration.json could not be looked at: {facts.SensorProblem}. "
                        + $"If it names no proxy: {way.Judgement.Message}",
                    $"Run the test as administrator, or give {words.Proxy} or {words.NoProxy}."),
            };
        }

        return way.Judgement.Verdict == Verdict.Pass ? WarnOfOthers(way, facts, host, words) : way;
    }

    /// <summary>The way by one account's settings, on their own.</summary>
    private static WayOut Follow(SettingsFact fact, ProxySource source, string whose, string host, Vocabulary words)
    {
        if (fact.Problem.Length > 0)
        {
            return Direct(
                source,
                StepJudgement.Warn(
                    CloudReason.SettingsUnreadable,
                    "direct; the settings could not be read",
                    $"{Capital(whose)} could not be looked at: {SafeText.Clean(fact.Problem)}. Tested without a proxy, "
                        + "which may not be the sensor's way.",
                    $"Run the test as administrator, or give {words.Proxy} or {words.NoProxy}."));
        }

        if (fact.Settings is not { } settings) return NoProxy("");
        if (settings.ScriptUrl.Length > 0)
        {
            return new()
            {
                Source = source,
                IsUnknown = true,
                Judgement = StepJudgement.Warn(
                    CloudReason.ProxyScript,
                    "script " + ShowSetting(settings.ScriptUrl),
                    $"{Capital(whose)} lets the script {ShowSetting(settings.ScriptUrl)} choose the proxy. This test runs no scripts, "
                        + "so it does not know the way.",
                    $"See what the script returns for https://{host}/ and give that as {words.Proxy} or {words.NoProxy}."),
            };
        }

        var detection = settings.AutoDetects
            ? " Automatic detection is on: where the network offers a proxy by WPAD the sensor takes that one, "
                + "which this test does not look for."
            : "";
        if (settings.Proxy.Length == 0) return NoProxy(detection);
        if (ProxyBypass.FindWinInet(settings.Bypass, host) is { } entry)
        {
            return Direct(source, StepJudgement.Pass(
                "direct, by the bypass list",
                $"Direct: {whose} names a proxy, but its bypass list leaves {host} out ({SafeText.Clean(entry)}).{detection}"));
        }

        var chosen = ProxyBypass.ChooseForHttps(settings.Proxy);
        if (chosen.Length == 0)
        {
            return Direct(source, StepJudgement.Warn(
                CloudReason.ProxyNotSeenBySensor,
                "direct",
                $"{Capital(whose)} names a proxy, but none for HTTPS: the sensor goes direct.{detection}",
                HowToSet));
        }

        if (!ProxyAddress.TryParse(chosen, out var proxy, out _)) return Unusable(source, whose.TrimEnd(','), words);
        return new()
        {
            Proxy = proxy,
            Source = source,
            Judgement = StepJudgement.Pass($"{proxy}", $"Through {proxy}, which {whose} names.{detection}"),
        };

        static WayOut NoProxy(string detection) =>
            Direct(ProxySource.None, StepJudgement.Pass(
                "direct",
                $"Direct: no proxy is set for the accounts of the sensor's services.{detection}"));
    }

    private static WayOut WarnOfOthers(WayOut way, ProxyFacts facts, string host, Vocabulary words)
    {
        if (facts.Machine is null)
        {
            var updater = Follow(facts.LocalSystem, ProxySource.None, "", host, words);
            var updaterWay = updater.Judgement.Evidence;
            if (facts.LocalSystem.Problem.Length == 0 && updaterWay != way.Judgement.Evidence)
            {
                return way with
                {
                    Judgement = StepJudgement.Warn(
                        CloudReason.AccountsDiffer,
                        way.Judgement.Evidence,
                        $"{way.Judgement.Message} The sensor's updater runs as LocalSystem (S-1-5-18), whose settings say otherwise: "
                            + $"{updaterWay}.",
                        "Set the same proxy for both accounts."),
                };
            }
        }

        if (way.Source != ProxySource.None) return way;
        var elsewhere = Elsewhere(facts).ToList();
        return elsewhere.Count == 0
            ? way
            : way with
            {
                Judgement = StepJudgement.Warn(
                    CloudReason.ProxyNotSeenBySensor,
                    way.Judgement.Evidence,
                    $"{Capital(string.Join(" and ", elsewhere))}, but nothing is set where the sensor looks: it goes direct.",
                    $"If this network needs the proxy: {HowToSet}"),
            };
    }

    private static IEnumerable<string> Elsewhere(ProxyFacts facts)
    {
        if (Describe(facts.WinHttp) is { } winHttp) yield return $"WinHTTP is set to {winHttp}";
        if (Describe(facts.CurrentUser) is { } user) yield return $"your own WinINet settings name {user}";
    }

    private static string? Describe(SettingsFact fact)
    {
        if (fact.Settings is not { } settings) return null;
        if (settings.ScriptUrl.Length > 0) return "the script " + ShowSetting(settings.ScriptUrl);
        return settings.Proxy.Length > 0 ? ShowSetting(settings.Proxy) : null;
    }

    /// <summary>A setting as it stands, unless it may hold a credential.</summary>
    private static string ShowSetting(string setting) =>
        setting.Contains('@') ? "(not shown: it may hold a password)" : SafeText.Clean(setting);

    private static WayOut Unusable(ProxySource source, string where, Vocabulary words) => Direct(source, StepJudgement.Warn(
        CloudReason.SettingsUnreadable,
        "direct; the setting makes no sense",
        $"{Capital(where)} names a proxy in a form that makes no sense, or that is no HTTP proxy. Tested without a proxy.",
        $"Correct the setting, such as http://proxy.contoso.com:8080, or give {words.Proxy}."));

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text.Substring(1);
}
