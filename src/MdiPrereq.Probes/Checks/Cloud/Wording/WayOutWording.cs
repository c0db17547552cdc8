using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Contract;
using MdiPrereq.Machine;
using MdiPrereq.Protocols;

namespace MdiPrereq.Checks.Cloud.Wording;

/// <summary>The sentences about the settings that choose a proxy, or none.</summary>
internal static class WayOutWording
{
    public const string ByBypassList = "direct, by the bypass list";

    public const string EnvironmentNotSet =
        "Direct: HTTPS_PROXY is not set. The sensor itself runs on Windows and has settings of its own there.";

    // Where a setting stands, in the middle of a sentence.
    public const string Environment = "the environment variable HTTPS_PROXY";
    public const string SensorFile = "the sensor's SensorConfiguration.json";
    public const string WinInetMachine = "WinINet of the whole machine, which a policy makes count for every account,";
    public const string WinInetLocalService = "WinINet of LocalService (S-1-5-19), the sensor's account,";

    public const string Detection = " Automatic detection is on: where the network offers a proxy by WPAD the sensor takes that one, "
        + "which this test does not look for.";

    private const string HowToSet =
        "Give it to the sensor (Set-MDISensorProxyConfiguration -ProxyUrl, or ProxyUrl= when the sensor is installed), "
            + "or set WinINet for S-1-5-18 and S-1-5-19.";

    public static string DirectAsAsked(Vocabulary words) => $"Direct, as asked for by {words.NoProxy}.";

    public static string ThroughAsAsked(ProxyAddress proxy, Vocabulary words) => $"Through {proxy}, as asked for by {words.Proxy}.";

    public static string NoProxy(string detection) => $"Direct: no proxy is set for the accounts of the sensor's services.{detection}";

    public static string LeftOut(string host, string entry) => $"Direct: NO_PROXY leaves {host} out ({SafeText.Clean(entry)}).";

    public static string ByEnvironment(ProxyAddress proxy) =>
        $"Through {proxy}, which {Environment} names. The sensor itself runs on Windows and has settings of its own there.";

    public static string BySensor(ProxyAddress proxy, bool hasUser) => $"Through {proxy}, which the installed sensor's own configuration "
        + $"names{(hasUser ? " with a user name; its password is encrypted and was not read" : "")}.";

    public static string Named(ProxyAddress proxy, string whose, string detection) => $"Through {proxy}, which {whose} names.{detection}";

    public static string Bypassed(string whose, string host, string entry, string detection) =>
        $"Direct: {whose} names a proxy, but its bypass list leaves {host} out ({SafeText.Clean(entry)}).{detection}";

    public static Said SensorFileUnreadable(string problem, string otherwise, Vocabulary words) => (
        $"A sensor is installed, but its SensorConfiguration.json could not be looked at: {problem}. If it names no proxy: {otherwise}",
        RunAsAdministrator(words));

    public static (string Evidence, Said Said) Unreadable(string whose, string problem, Vocabulary words) => (
        "direct; the settings could not be read",
        ($"{Capital(whose)} could not be looked at: {SafeText.Clean(problem)}. Tested without a proxy, which may not be the sensor's way.",
        RunAsAdministrator(words)));

    public static (string Evidence, Said Said) Senseless(string where, Vocabulary words) => (
        "direct; the setting makes no sense",
        ($"{Capital(where)} names a proxy in a form that makes no sense, or that is no HTTP proxy. Tested without a proxy.",
        $"Correct the setting, such as http://proxy.contoso.com:8080, or give {words.Proxy}."));

    public static (string Evidence, Said Said) Script(string whose, string script, string host, Vocabulary words) => (
        Describe(script),
        ($"{Capital(whose)} lets the {Describe(script)} choose the proxy. This test runs no scripts, so it does not know the way.",
        $"See what the script returns for https://{host}/ and give that as {words.Proxy} or {words.NoProxy}."));

    public static (string Evidence, Said Said) NoneForHttps(string whose, string detection) =>
        ("direct", ($"{Capital(whose)} names a proxy, but none for HTTPS: the sensor goes direct.{detection}", HowToSet));

    public static Said AccountsDiffer(string message, string updatersWay) => (
        $"{message} The sensor's updater runs as LocalSystem (S-1-5-18), whose settings say otherwise: {updatersWay}.",
        "Set the same proxy for both accounts.");

    public static Said NotSeenBySensor(IEnumerable<string> elsewhere) => (
        $"{Capital(string.Join(" and ", elsewhere))}, but nothing is set where the sensor looks: it goes direct.",
        $"If this network needs the proxy: {HowToSet}");

    public static string WinHttp(string setting) => $"WinHTTP is set to {setting}";

    public static string CurrentUser(string setting) => $"your own WinINet settings name {setting}";

    public static string Describe(string script) => "script " + Show(script);

    /// <summary>A setting as it stands, unless it may hold a credential.</summary>
    public static string Show(string setting) =>
        setting.Any(character => character == '@')
            ? "(not shown: it may hold a password)"
            : SafeText.Clean(setting);

    private static string RunAsAdministrator(Vocabulary words) =>
        $"Run the test as administrator, or give {words.Proxy} or {words.NoProxy}.";

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text.Substring(1);
}
