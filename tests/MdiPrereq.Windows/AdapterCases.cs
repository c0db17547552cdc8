using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.Versioning;
using MdiPrereq.Checks.Adapters;
using MdiPrereq.Checks.Adapters.Rules;
using MdiPrereq.Engine;
using MdiPrereq.Machine;
using MdiPrereq.Transports;
using Microsoft.Win32;

namespace MdiPrereq.Tests.Windows;

/// <summary>A sensor's drivers and options in the registry: right, and with each fault.</summary>
[SupportedOSPlatform("windows")]
internal static class AdapterCases
{
    private const string Class = @"SYSTEM\CurrentControlSet\Control\Class\{4D36E972-E325-11CE-BFC1-08002BE10318}\";
    private const string Network = @"SYSTEM\CurrentControlSet\Control\Network\{4D36E972-E325-11CE-BFC1-08002BE10318}\";
    private const string Interfaces = @"SYSTEM\CurrentControlSet\Services\Tcpip\Parameters\Interfaces\";
    private const string Services = @"SYSTEM\CurrentControlSet\Services\";
    private const string Npcap = Services + @"npcap\Parameters";
    private const string Uninstall = @"SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\";
    private const string Bios = @"HARDWARE\DESCRIPTION\System\BIOS";
    private const string Vmxnet3 = @"PCI\VEN_15AD&DEV_07B0&SUBSYS_07B015AD";
    private const string DisabledAdapter = "{11111111-2222-3333-4444-555555555555}";

    // The adapters that Wine shows, loopback left out and those with an address first, get the drivers 0000, 0001 and so on.
    private static List<AdapterFact> _adapters = [];

    public static void Run()
    {
        _adapters = [.. new WindowsFactReader().Read().Adapters];
        foreach (var adapter in _adapters)
        {
            Print(
                "adapter",
                adapter.Name,
                adapter.Id,
                adapter.Status,
                string.Join(" ", adapter.Addresses),
                string.Join(" ", adapter.Gateways),
                string.Join(" ", adapter.Routes ?? ["unread"]),
                adapter.DriverProblem);
        }

        _adapters = [.. _adapters.Where(adapter => adapter.IsNetworkCard()).OrderByDescending(adapter => adapter.HasAddress())];
        foreach (var (name, change, sensorType) in Cases())
        {
            Reset();
            change();
            var facts = new WindowsFactReader().Read();
            foreach (var finding in AdapterRules.For(facts, new() { SensorType = sensorType }).Select(rule => rule.Judge()))
            {
                var adapter = finding.Question.Subject?.Adapter.Name ?? "";
                Print("result", name, finding.Question.Check, adapter, finding.Verdict.ToString(), finding.Evidence, finding.Message);
            }
        }

        Reset();
        CountTraffic();
    }

    private static IEnumerable<(string Name, Action Change, SensorType SensorType)> Cases()
    {
        yield return ("Right", () => { }, SensorType.Classic);
        yield return ("AdminOnly", () => Set(Npcap, "AdminOnly", 1), SensorType.Classic);
        yield return ("AdminOnlyMissing", () => Remove(Npcap, "AdminOnly"), SensorType.Classic);
        yield return ("NotWinPcapCompatible", () => Set(Npcap, "WinPcapCompatible", 0), SensorType.Classic);
        yield return ("WinPcapCompatibleMissing", () => Remove(Npcap, "WinPcapCompatible"), SensorType.Classic);
        yield return (
            "LoopbackAdapter", () => Set(Npcap, "LoopbackAdapter", @"\Device\{0F9E3F2B-2D56-4F1A-9C5B-0123456789AB}"), SensorType.Classic);
        yield return ("LoopbackSupportOff", () => Set(Npcap, "LoopbackSupport", 0), SensorType.Classic);
        yield return (
            "OldNpcap", () => Set(Uninstall + "NpcapInst", "DisplayVersion", "0.9997", RegistryView.Registry32), SensorType.Classic);
        yield return (
            "NewNpcap", () => Set(Uninstall + "NpcapInst", "DisplayVersion", "1.87", RegistryView.Registry32), SensorType.Classic);
        yield return (
            "NpcapAsNpf", () => Set(Services + "npf", "ImagePath", @"\SystemRoot\system32\DRIVERS\npcap.sys"), SensorType.Classic);
        yield return ("WinPcap", WinPcapOnly, SensorType.Classic);
        yield return ("BothDrivers", WinPcap, SensorType.Classic);
        yield return ("NoDriver", NoNpcap, SensorType.Classic);
        yield return ("NoDriverWithSensor", () => { NoNpcap(); Set(Services + "AATPSensor", "DisplayName", "Azure Advanced Threat Protection Sensor"); }, SensorType.Classic);
        yield return ("LsoOn", () => Set(Class + "0000", "*LsoV2IPv4", "1"), SensorType.Classic);
        yield return ("LsoV1On", () => Set(Class + "0000", "*LsoV1IPv4", "1"), SensorType.Classic);
        yield return ("LsoIPv6On", () => Set(Class + "0000", "*LsoV2IPv6", "1"), SensorType.Classic);
        yield return ("LsoOnByDefault", LsoByDefault, SensorType.Classic);
        yield return ("LsoOnOnHyperV", () => { Set(Class + "0000", "*LsoV2IPv4", "1"); Set(Bios, "SystemManufacturer", "Microsoft Corporation"); }, SensorType.Classic);
        yield return ("RscOn", () => Set(Class + "0000", "*RscIPv4", "1"), SensorType.Classic);
        yield return ("LocalizedNames", LocalizedNames, SensorType.Classic);
        yield return ("NoDriverKey", () => Delete(Class.TrimEnd('\\')), SensorType.Classic);
        yield return ("Team", Team, SensorType.Classic);
        yield return ("TeamWithWinPcap", () => { Team(); WinPcapOnly(); }, SensorType.Classic);
        yield return ("TeamMember", () => Set(Class + @"0000\Linkage", "UpperBind", new[] { "NdisImPlatform" }), SensorType.Classic);
        yield return ("VendorTeam", () => Set(Services + "iANSMiniport", "Start", 3), SensorType.Classic);
        yield return ("VendorCard", () => Set(Class + "0000", "ComponentId", @"PCI\VEN_8086&DEV_1563"), SensorType.Classic);
        yield return ("Standalone", () => { }, SensorType.Standalone);
        yield return ("DisabledCapture", DisabledCapture, SensorType.Standalone);
        yield return ("Modern", () => { }, SensorType.Modern);
    }

    /// <summary>A server as it should be: VMware, vmxnet3 with its offloads off, Npcap OEM 1.00 with the sensor's options.</summary>
    private static void Reset()
    {
        foreach (
            var key in new[]
            {
                Class,
                Network,
                Services + "npcap",
                Services + "npf",
                Services + "AATPSensor",
                Services + "iANSMiniport",
                Interfaces + DisabledAdapter,
            })
        {
            Delete(key.TrimEnd('\\'));
        }
        Delete(Uninstall + "NpcapInst", RegistryView.Registry32);
        Delete(Uninstall + "WinPcapInst", RegistryView.Registry32);
        Set(Bios, "SystemManufacturer", "VMware, Inc.");
        Set(Bios, "SystemProductName", "VMware20,1");

        // Windows has this beside the devices; it holds no device.
        Set(Class + "Properties", "Security", "none");
        for (var i = 0; i < _adapters.Count; i++) WriteDriver($"{i:0000}", _adapters[i].Id, "vmxnet3 Ethernet Adapter", Vmxnet3);

        Set(Services + "npcap", "ImagePath", @"\SystemRoot\system32\DRIVERS\npcap.sys");
        Set(Npcap, "AdminOnly", 0);
        Set(Npcap, "WinPcapCompatible", 1);
        Set(Npcap, "LoopbackSupport", 1);
        Set(Npcap, "Edition", "Npcap OEM");
        Set(Uninstall + "NpcapInst", "DisplayName", "Npcap OEM", RegistryView.Registry32);
        Set(Uninstall + "NpcapInst", "DisplayVersion", "1.00", RegistryView.Registry32);
    }

    private static void WriteDriver(string device, string adapterId, string description, string componentId)
    {
        var key = Class + device;
        Set(key, "NetCfgInstanceId", adapterId);
        Set(key, "DriverDesc", description);
        Set(key, "ComponentId", componentId);
        Set(key, "ProviderName", "VMware, Inc.");
        Set(key, "DriverVersion", "1.9.16.0");
        Set(key, "*IfType", 6);
        Set(key + @"\Linkage", "UpperBind", new[] { "Tcpip", "Tcpip6" });
        foreach (var keyword in new[] { "*LsoV1IPv4", "*LsoV2IPv4", "*LsoV2IPv6", "*RscIPv4", "*RscIPv6" }) Set(key, keyword, "0");
    }

    private static void WinPcap()
    {
        Set(Services + "npf", "ImagePath", @"system32\drivers\npf.sys");
        Set(Uninstall + "WinPcapInst", "DisplayName", "WinPcap 4.1.3", RegistryView.Registry32);
        Set(Uninstall + "WinPcapInst", "DisplayVersion", "4.1.0.2980", RegistryView.Registry32);
    }

    private static void NoNpcap()
    {
        Delete(Services + "npcap");
        Delete(Uninstall + "NpcapInst", RegistryView.Registry32);
    }

    private static void WinPcapOnly()
    {
        NoNpcap();
        WinPcap();
    }

    /// <summary>Nobody has touched the setting, so only the driver's default is there, under a name in the system's language.</summary>
    private static void LsoByDefault()
    {
        Remove(Class + "0000", "*LsoV2IPv4");
        Set(Class + @"0000\Ndi\Params\*LsoV2IPv4", "ParamDesc", "Auslagerung großer Sendevorgänge (IPv4), Version 2");
        Set(Class + @"0000\Ndi\Params\*LsoV2IPv4", "Default", "1");
        Set(Class + @"0000\Ndi\Params\*LsoV2IPv4\Enum", "1", "Aktiviert");
    }

    private static void LocalizedNames()
    {
        LsoByDefault();
        Set(Class + "0000", "DriverDesc", "vmxnet3-イーサネット アダプター");
        Set(Class + @"0000\Ndi\Params\*LsoV2IPv4", "ParamDesc", "大量送信オフロード V2 (IPv4)");
        Set(Uninstall + "NpcapInst", "DisplayName", "Npcap (nur für Sensoren)", RegistryView.Registry32);
    }

    private static void Team()
    {
        WriteDriver("0007", _adapters[0].Id, "Microsoft Network Adapter Multiplexor Driver", @"COMPOSITEBUS\MS_IMPLAT_MP");
        if (_adapters.Count > 1) Set(Class + @"0001\Linkage", "UpperBind", new[] { "NdisImPlatform" });
    }

    /// <summary>A capture adapter that someone disabled: Windows shows it no more, its configuration is still there.</summary>
    private static void DisabledCapture()
    {
        WriteDriver("0008", DisabledAdapter, "vmxnet3 Ethernet Adapter #9", Vmxnet3);
        Set(Network + DisabledAdapter + @"\Connection", "Name", "Spiegelport für Überwachung");
        Set(Interfaces + DisabledAdapter, "EnableDHCP", 0);
        Set(Interfaces + DisabledAdapter, "IPAddress", new[] { "10.99.0.10" });
        Set(Interfaces + DisabledAdapter, "SubnetMask", new[] { "255.255.255.255" });
        Set(Interfaces + DisabledAdapter, "NameServer", "");
        Set(Interfaces + DisabledAdapter, "RegistrationEnabled", 0);
    }

    /// <summary>Wine cannot show all traffic; the point is that the real counter says so and does not fail otherwise.</summary>
    private static void CountTraffic()
    {
        using var run = new AdapterRun(new() { SensorType = SensorType.Standalone, Names = ["*"], Seconds = 1 });
        run.StartTraffic(new WindowsFactReader().Read(), [TargetName.Parse("127.0.0.1")]);
        while (!run.Window.IsIdle)
        {
            if (run.Window.TryTake(out var result, 100))
            {
                Print("traffic", result.AdapterName, result.Verdict.ToString(), result.Actual, result.Message);
            }
        }
    }

    private static void Set(string key, string name, object value, RegistryView view = RegistryView.Registry64)
    {
        using var root = RegistryKey.OpenBaseKey(RegistryHive.LocalMachine, view);
        using var open = root.CreateSubKey(key);
        open.SetValue(name, value);
    }

    private static void Remove(string key, string name)
    {
        using var open = Registry.LocalMachine.OpenSubKey(key, writable: true);
        open?.DeleteValue(name, throwOnMissingValue: false);
    }

    private static void Delete(string key, RegistryView view = RegistryView.Registry64)
    {
        using var root = RegistryKey.OpenBaseKey(RegistryHive.LocalMachine, view);
        root.DeleteSubKeyTree(key, throwOnMissingSubKey: false);
    }

    private static void Print(params string[] fields) => Console.WriteLine(string.Join('\t', fields));
}
