using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
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

    /// <summary>Those of the texts that are addresses.</summary>
    public static IEnumerable<AdapterAddress> ParseAll(IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            if (TryParse(text, out var address)) yield return address;
        }
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out AdapterAddress? parsed)
    {
        parsed = null;
        if (text.Length > MaxText) return false;
        var parts = text.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is 0 or > 2) return false;
        var slash = parts[0].IndexOf('/');
        if (slash < 0 || !IPAddress.TryParse(parts[0].Substring(0, slash), out var address)) return false;
        if (!int.TryParse(parts[0].Substring(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length)) return false;
        if (length > address.GetAddressBytes().Length * 8) return false;
        parsed = new(address, length, parts.Length == 2 ? parts[1] : Unknown);
        return true;
    }

    public override string ToString() => $"{Address}/{PrefixLength} {Origin}";
}
