using System;

namespace MdiPrereq.Checks.NameResolution;

/// <summary>Whether two names mean the same device, as people would say.</summary>
internal static class DeviceName
{
    /// <summary>RFC 1001 section 14.1: sixteen bytes, of which the last is the service.</summary>
    private const int NetBiosLength = 15;

    /// <summary>
    /// Compares the host parts, case-insensitively. When one of them is short enough to be a NetBIOS name, by the fifteen characters
    /// that such a name has room for.
    /// </summary>
    public static bool AreSame(string one, string other)
    {
        var host = HostPart(one);
        var otherHost = HostPart(other);
        return host.Length <= NetBiosLength || otherHost.Length <= NetBiosLength ? Same(Cut(host), Cut(otherHost)) : Same(host, otherHost);
    }

    /// <summary>The fuller of two names that mean the same device.</summary>
    public static string Fuller(string one, string other) => other.Length > one.Length ? other : one;

    private static string HostPart(string name)
    {
        var dot = name.IndexOf('.');
        return dot < 0 ? name : name.Substring(0, dot);
    }

    private static string Cut(string host) => host.Length > NetBiosLength ? host.Substring(0, NetBiosLength) : host;

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
