using System;
using System.Linq;
using MdiPrereq.Engine;

namespace MdiPrereq.Machine;

/// <summary>Which hosts a proxy is left out for.</summary>
internal static class ProxyBypass
{
    private const int HttpsPort = 443;

    private static readonly char[] WinInetSeparators = [';', ' ', '\t', '\r', '\n'];

    /// <summary>
    /// The entry of a WinINet list that leaves the proxy out for HTTPS to a host; null for none. Entries are host names with
    /// wildcards, perhaps with a scheme and a port; <c>&lt;local&gt;</c> stands for names without a dot.
    /// </summary>
    public static string? FindWinInet(string list, string host) =>
        list.Split(WinInetSeparators, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(entry => IsWinInetMatch(entry, host));

    /// <summary>
    /// The entry of NO_PROXY that leaves the proxy out for a host; null for none. A domain stands for the names below it too, as
    /// curl and others take it.
    /// </summary>
    public static string? FindNoProxy(string list, string host) => list
        .Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)
        .FirstOrDefault(entry => entry == "*" || IsInDomain(host, entry.TrimStart('.')));

    /// <summary>The proxy that a WinINet setting names for HTTPS; empty for none. It is one for all, or several by scheme.</summary>
    public static string ChooseForHttps(string setting)
    {
        var entries = setting.Split(WinInetSeparators, StringSplitOptions.RemoveEmptyEntries);
        const string Https = "https=";
        var own = entries.FirstOrDefault(entry => entry.StartsWith(Https, StringComparison.OrdinalIgnoreCase));
        return own is not null ? own.Substring(Https.Length) : entries.FirstOrDefault(entry => entry.IndexOf('=') < 0) ?? "";
    }

    private static bool IsInDomain(string host, string domain)
    {
        var before = host.Length - domain.Length - 1; // where the dot is, if it is a name below the domain
        return domain.Length > 0 && (before == -1 || (before >= 0 && host[before] == '.')) && host.EndsWith(
            domain,
            StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsWinInetMatch(string entry, string host)
    {
        if (entry.Equals("<local>", StringComparison.OrdinalIgnoreCase)) return !host.Contains('.');
        var scheme = entry.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
        {
            if (!entry.Substring(0, scheme).Equals("https", StringComparison.OrdinalIgnoreCase)) return false;
            entry = entry.Substring(scheme + 3);
        }

        var colon = entry.LastIndexOf(':');
        if (colon >= 0)
        {
            if (entry.Substring(colon + 1) != HttpsPort.ToString(System.Globalization.CultureInfo.InvariantCulture)) return false;
            entry = entry.Substring(0, colon);
        }

        return Wildcard.IsMatch(host, entry);
    }
}
