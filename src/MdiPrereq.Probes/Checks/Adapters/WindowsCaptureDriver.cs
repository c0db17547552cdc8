using System;
using System.Diagnostics;
using System.IO;
using System.Runtime.Versioning;
using MdiPrereq.Machine;
using MdiPrereq.Protocols;
using Microsoft.Win32;

namespace MdiPrereq.Checks.Adapters;

/// <summary>Npcap and WinPcap as their installers leave them in the registry.</summary>
[SupportedOSPlatform("windows")]
internal sealed record WindowsCaptureDriver
{
    private const string Services = @"SYSTEM\CurrentControlSet\Services\";
    private const string NpcapService = Services + "npcap";
    private const string Parameters = NpcapService + @"\Parameters";
    private const string WinPcapService = Services + "npf";
    private const string Uninstall = @"SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\";

    public bool? NpcapInstalled { get; private init; }

    public string? NpcapVersion { get; private init; }

    public string? NpcapEdition { get; private init; }

    public int? AdminOnly { get; private init; }

    public int? WinPcapCompatible { get; private init; }

    public int? LoopbackSupport { get; private init; }

    public string? LoopbackAdapter { get; private init; }

    public bool? WinPcapInstalled { get; private init; }

    public string? WinPcapVersion { get; private init; }

    public string Problem { get; private init; } = "";

    public static WindowsCaptureDriver Read()
    {
        try
        {
            var npcap = RegistryValue.Exists(NpcapService);
            var options = npcap ? ReadOptions() : new();
            return options with
            {
                NpcapInstalled = npcap,
                NpcapVersion = npcap ? InstalledVersion("NpcapInst") ?? FileVersion(NpcapService, "npcap.sys") : null,

                // In its WinPcap-compatible mode Npcap may answer to the name npf too; WinPcap itself has no npcap.
                WinPcapInstalled = InstalledVersion("WinPcapInst") is not null || (!npcap && RegistryValue.Exists(WinPcapService)),
                WinPcapVersion = InstalledVersion("WinPcapInst") ?? (npcap ? null : FileVersion(WinPcapService, "npf.sys")),
            };
        }
        catch (Exception e) when (RegistryValue.IsForbidden(e))
        {
            return new() { Problem = $"this user may not read what the registry has on capture drivers ({e.Message.TrimEnd('.')})" };
        }
    }

    private static WindowsCaptureDriver ReadOptions()
    {
        using var key = RegistryValue.Open(Parameters, RegistryView.Registry64);
        return new()
        {
            NpcapEdition = Text(key, "Edition"),
            AdminOnly = RegistryValue.AsNumber(key?.GetValue("AdminOnly")),
            WinPcapCompatible = RegistryValue.AsNumber(key?.GetValue("WinPcapCompatible")),
            LoopbackSupport = RegistryValue.AsNumber(key?.GetValue("LoopbackSupport")),
            LoopbackAdapter = Text(key, "LoopbackAdapter") ?? "",
        };
    }

    /// <summary>By the key of the uninstaller, which is a 32-bit program: its name, unlike the display name, is always the same.</summary>
    private static string? InstalledVersion(string product)
    {
        foreach (var view in new[] { RegistryView.Registry32, RegistryView.Registry64 })
        {
            using var key = RegistryValue.Open(Uninstall + product, view);
            if (key is not null) return Text(key, "DisplayVersion") ?? "";
        }

        return null;
    }

    private static string? FileVersion(string service, string fileName)
    {
        // The file is looked up where drivers are: the service's ImagePath is in the form of the kernel.
        var file = Path.Combine(Environment.SystemDirectory, "drivers", fileName);
        return RegistryValue.Exists(service) && File.Exists(file) && FileVersionInfo.GetVersionInfo(file).FileVersion is { } version
            ? SafeText.Clean(version)
            : null;
    }

    private static string? Text(RegistryKey? key, string name) => key?.GetValue(name) is string text ? SafeText.Clean(text) : null;
}
