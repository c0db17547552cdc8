using System.Diagnostics.CodeAnalysis;
using System;
using System.Globalization;
using System.Net;
using MdiPrereq.Engine;

namespace MdiPrereq.Machine;

/// <summary>Where an HTTP proxy listens.</summary>
internal sealed class ProxyAddress
{
    private const int DefaultPort = 80;

    private ProxyAddress(TargetName host, int port, NetworkCredential? credential)
    {
        Host = host;
        Port = port;
        Credential = credential;
    }

    public TargetName Host { get; }

    public int Port { get; }

    /// <summary>The credential that stood in the address, as environment variables have it; null for none.</summary>
    public NetworkCredential? Credential { get; }

    /// <summary>Whether a text that was given for an address must not be shown.</summary>
    public static bool MayHoldPassword(string text) => text.LastIndexOf('@') >= 0;

    /// <summary>Reads an address such as <c>http://proxy.contoso.com:8080</c> or <c>proxy:8080</c>.</summary>
    /// <param name="text">The text. It may hold a password, so no problem repeats it when there is an @ in it.</param>
    /// <param name="address">The address; null when the text makes no sense.</param>
    /// <param name="problem">What is wrong and what to give instead; empty when nothing is.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out ProxyAddress? address, out string problem)
    {
        address = null;
        var rest = text.Trim();
        var at = rest.LastIndexOf('@');
        var shown = at < 0 ? $"'{rest}'" : "What was given";
        var scheme = rest.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
        {
            if (!rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            {
                problem = $"{shown} is not an HTTP proxy. Give http://, its name and its port, such as http://proxy.contoso.com:8080; "
                    + "HTTPS goes through it by CONNECT.";
                return false;
            }

            rest = rest.Substring(scheme + 3);
        }

        NetworkCredential? credential = null;
        at = rest.LastIndexOf('@');
        if (at >= 0)
        {
            credential = ReadCredential(rest.Substring(0, at));
            rest = rest.Substring(at + 1);
        }

        if (rest.EndsWith("/", StringComparison.Ordinal)) rest = rest.Substring(0, rest.Length - 1);
        if (!TrySplitPort(rest, out var host, out var port) || !TargetName.TryParse(host, out var name, out _))
        {
            problem = $"{shown} is not the address of a proxy. Give its name and its port, such as http://proxy.contoso.com:8080.";
            return false;
        }

        problem = "";
        address = new(name, port, credential);
        return true;
    }

    /// <summary>The address without any credential.</summary>
    public override string ToString() => $"http://{HostText}:{Port.ToString(CultureInfo.InvariantCulture)}";

    private string HostText =>
        Host.Address is { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } ? $"[{Host.HostName}]" : Host.HostName;

    private static NetworkCredential ReadCredential(string text)
    {
        var colon = text.IndexOf(':');
        return colon < 0
            ? new(Uri.UnescapeDataString(text), "")
            : new(Uri.UnescapeDataString(text.Substring(0, colon)), Uri.UnescapeDataString(text.Substring(colon + 1)));
    }

    private static bool TrySplitPort(string text, out string host, out int port)
    {
        (host, port) = (text, DefaultPort);
        var colon = text.LastIndexOf(':');
        var isOfAddress = text.EndsWith("]", StringComparison.Ordinal) || (text.IndexOf(':') != colon && !text.StartsWith(
            "[",
            StringComparison.Ordinal));
        if (colon < 0 || isOfAddress) return true;
        host = text.Substring(0, colon);
        return int.TryParse(text.Substring(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port)
            && port is > 0 and <= 65535;
    }
}
