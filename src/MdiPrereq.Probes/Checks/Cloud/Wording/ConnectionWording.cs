using System.Globalization;
using MdiPrereq.Contract;
using MdiPrereq.Machine;

namespace MdiPrereq.Checks.Cloud.Wording;

/// <summary>The sentences of the steps name and connection without a proxy, and of the way to one.</summary>
internal static class ConnectionWording
{
    public const string Accepts = "TCP 443 accepts connections.";

    public static Said NoAddress(string name, string problem, Vocabulary words) => (
        $"The name {name} has no address{Detail(problem)}.",
        $"See whether {words.CloudWorkspace} and {words.Cloud} are right (the portal shows the name in Settings, Identities, "
            + "About) "
            + "and whether this machine's DNS servers resolve names of the internet. "
            + $"Where only a proxy does, give it to the sensor and to this test ({words.Proxy}).");

    public static Said ProxyHasNoAddress(string name, string problem) => (
        $"The proxy's name {name} has no address{Detail(problem)}.",
        "See whether the proxy's name is spelled right and whether this machine's DNS servers know it.");

    public static string HasAddress(string name, string address) => $"{name} has the address {address}.";

    public static string ProxyIsAddress(string host) => $"The proxy is given by its address; it resolves {host} itself.";

    public static string ProxyHasAddress(string name, string address, string host) =>
        $"The proxy {name} has the address {address}; it resolves {host} itself.";

    /// <summary>What is connected to, in the middle of a sentence.</summary>
    public static string Target(string host, ProxyAddress? proxy) => proxy is null ? $"{host} TCP 443" : $"the proxy {proxy}";

    /// <summary>What to do when there is no connection.</summary>
    public static string Allow(string host, ProxyAddress? proxy, Vocabulary words) => proxy is null
        ? $"Allow TCP 443 from this machine to {host}, "
            + $"or give the sensor the proxy that this network has (test it with {words.Proxy})."
        : $"See whether {proxy} is the right proxy and runs, "
            + $"and allow TCP {proxy.Port.ToString(CultureInfo.InvariantCulture)} from this machine to it.";

    public static string Refused(string target) => $"{Capital(target)} refused the connection.";

    public static string NoAnswer(string target, int timeoutMilliseconds) =>
        $"No answer from {target} within {timeoutMilliseconds} ms: blocked on the way, or nothing listens.";

    public static string BlockedHere(string target) =>
        $"This machine refused to connect to {target}: a local firewall rule or policy blocks it.";

    public static string Prohibited(string target) => $"A firewall answered that the way to {target} is administratively prohibited.";

    public static string Unreachable(string target) => $"{Capital(target)} cannot be reached: there is no route, or the host is down.";

    private static string Detail(string problem) => problem.Length > 0 ? $": {problem}" : "";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);
}
