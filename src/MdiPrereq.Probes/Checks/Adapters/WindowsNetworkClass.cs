using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.Versioning;
using MdiPrereq.Machine;
using MdiPrereq.Protocols;
using Microsoft.Win32;

namespace MdiPrereq.Checks.Adapters;

/// <summary>
/// The network class in the registry: one key a device, with its settings under names that are the same in every language and with
/// every vendor (Windows driver documentation, "Standardized INF keywords").
/// </summary>
[SupportedOSPlatform("windows")]
internal static class WindowsNetworkClass
{
    public const string ClassGuid = "{4D36E972-E325-11CE-BFC1-08002BE10318}";

    private const string ClassKey = @"SYSTEM\CurrentControlSet\Control\Class\" + ClassGuid;

    /// <summary>Those of Intel's ANS, Broadcom's and Marvell's BASP, and HP's NCU.</summary>
    private static readonly string[] KnownTeamServices = ["iANSMiniport", "iANSProtocol", "Blfp", "Blfm", "CPQTeam", "CPQTeamMP"];

    /// <returns>The devices by the id of their adapter, and why there are none.</returns>
    public static (IReadOnlyDictionary<string, NetworkClassEntry> Entries, string Problem) Read()
    {
        var entries = new Dictionary<string, NetworkClassEntry>(StringComparer.OrdinalIgnoreCase);
        try
        {
            using var devices = RegistryValue.Open(ClassKey, RegistryView.Registry64);
            if (devices is null) return (entries, "the registry has no network class");

            // Beside the devices 0000, 0001 and so on there is a key Properties, which only the system may read.
            foreach (var name in devices.GetSubKeyNames().Where(name => name.All(c => c is >= '0' and <= '9')))
            {
                if (ReadEntry(devices, name) is { } entry) entries[entry.AdapterId] = entry;
            }

            return (entries, "");
        }
        catch (Exception e) when (RegistryValue.IsForbidden(e))
        {
            return (entries, $"this user may not read the registry's network class ({e.Message.TrimEnd('.')})");
        }
    }

    public static IReadOnlyList<string> VendorTeamServices() =>
        [.. KnownTeamServices.Where(service => RegistryValue.Exists(@"SYSTEM\CurrentControlSet\Services\" + service))];

    private static NetworkClassEntry? ReadEntry(RegistryKey devices, string name)
    {
        using var device = devices.OpenSubKey(name);
        if (device?.GetValue("NetCfgInstanceId") is not string id) return null;
        using var defaults = device.OpenSubKey(@"Ndi\Params");
        using var linkage = device.OpenSubKey("Linkage");
        return new(
            id,
            Clean(device, "DriverDesc"),
            Clean(device, "ComponentId"),
            Clean(device, "ProviderName"),
            Clean(device, "DriverVersion"),
            RegistryValue.AsNumber(device.GetValue("*IfType")) is 6 or null ? "Ethernet" : "Other",
            linkage?.GetValue("UpperBind") is string[] services ? [.. services.Select(SafeText.Clean)] : null,
            NetworkClassEntry.Keywords.ToDictionary(keyword => keyword, keyword => ReadSetting(device, defaults, keyword)));
    }

    /// <summary>The value that is set, else the driver's default; null when the driver has no such setting.</summary>
    private static int? ReadSetting(RegistryKey device, RegistryKey? defaults, string keyword)
    {
        if (RegistryValue.AsNumber(device.GetValue(keyword)) is { } value) return value;
        using var setting = defaults?.OpenSubKey(keyword);
        return RegistryValue.AsNumber(setting?.GetValue("Default"));
    }

    private static string Clean(RegistryKey key, string name) => SafeText.Clean(key.GetValue(name) as string ?? "");
}
