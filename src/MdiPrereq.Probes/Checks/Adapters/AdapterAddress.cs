using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MdiPrereq.Checks.Adapters;

/// <summary>One address of an adapter; in text <c>10.10.0.10/32 Manual</c>.</summary>
internal sealed record AdapterAddress(IPAddress Address, int PrefixLength, string Origin)
{
    public const string Manual = "Manual";
    public const string Dhcp = "Dhcp";
    public const string Unknown = "Unknown";

    /// <summary>The longest address has 45 characters, a zone perhaps, a prefix and an origin.</summary>
    private const int MaxText = 128;

    public bool IsIPv4 => Address.AddressFamily == AddressFamily.InterNetwork;

    public bool IsLinkLocal => IsIPv4 ? Address.GetAddressBytes() is [169, 254, ..] : Address.IsIPv6LinkLocal;

    public static AdapterAddress? Parse(string text)
    {
        if (text.Length > MaxText) return null;
        var parts = text.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is 0 or > 2) return null;
        var slash = parts[0].IndexOf('/');
        if (slash < 0 || !IPAddress.TryParse(parts[0].Substring(0, slash), out var address)) return null;
        if (!int.TryParse(parts[0].Substring(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length)) return null;
        return length <= address.GetAddressBytes().Length * 8 ? new(address, length, parts.Length == 2 ? parts[1] : Unknown) : null;
    }

    public override string ToString() => $"{Address}/{PrefixLength} {Origin}";
}
