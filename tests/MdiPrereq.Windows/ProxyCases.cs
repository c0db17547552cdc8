using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.IO;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using MdiPrereq.Checks.Cloud.Rules;
using MdiPrereq.Contract;
using MdiPrereq.Machine;
using Microsoft.Win32;

namespace MdiPrereq.Tests.Windows;

/// <summary>
/// The proxy settings in the registry, and what becomes of them. Where the operating system has a reader or a writer of the same
/// values (WinHTTP), it is held against ours.
/// </summary>
[SupportedOSPlatform("windows")]
internal static class ProxyCases
{
    private const string Settings = @"Software\Microsoft\Windows\CurrentVersion\Internet Settings";
    private const string Connections = Settings + @"\Connections";
    private const string Policy = @"Software\Policies\Microsoft\Windows\CurrentVersion\Internet Settings";
    private const string Sensor = @"SYSTEM\CurrentControlSet\Services\AATPSensor";
    private const string LocalService = @"S-1-5-19\" + Connections;
    private const string LocalSystem = @"S-1-5-18\" + Connections;
    private const string WinInet = "DefaultConnectionSettings";

    private static readonly byte[] Direct = Blob(1);
    private static readonly byte[] Manual = Blob(3, "proxy.contoso.com:8080", "*.contoso.com;<local>");

    public static void Run()
    {
        foreach (var (name, change) in Cases())
        {
            Reset();
            change();
            var way = WayOutRules.Choose(ProxyFactsReader.Read(), new(), "contososensorapi.atp.azure.com", Vocabulary.Plain);
            Print("way", name, $"{way.Proxy}", way.Source, way.Judgement.Verdict, way.Judgement.Reason, way.Judgement.Message);
        }

        Reset();
        CompareReaders();
        CompareWriters();
        var roots = MachineFacts.OfThisMachine.ReadRoots();
        Print("roots", roots is null ? "unread" : roots.Count > 0 ? "read" : "none");
        Reset();
    }

    private static IEnumerable<(string Name, Action Change)> Cases()
    {
        yield return ("Nothing", () => { });
        yield return ("Direct", () => Both(Direct));
        yield return ("Manual", () => Both(Manual));
        yield return ("Bypassed", () => Both(Blob(3, "proxy:8080", "*.azure.com")));
        yield return ("BySchemes", () => Both(Blob(3, "http=a:80;https=b:8443")));
        yield return ("Script", () => Both(Blob(5, script: "http://wpad.contoso.com/proxy.pac")));
        yield return ("AutoDetect", () => Both(Blob(9)));
        yield return ("SensorOnly", () => Set(Registry.Users, LocalService, WinInet, Manual));
        yield return ("UpdaterOnly", () => Set(Registry.Users, LocalSystem, WinInet, Manual));
        yield return ("Truncated", () => Both(Manual[..20]));
        yield return (
            "Random",
            () =>
                Both(
                    [.. Guid.Parse("6a2c3e5f-8b1d-4c7e-9f00-d1e2f3a4b5c6").ToByteArray(), .. Guid.Parse("0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0").ToByteArray()]));
        yield return ("Empty", () => Both([]));
        yield return ("WrongType", () => { Set(Registry.Users, LocalService, WinInet, "proxy:8080"); Set(Registry.Users, LocalSystem, WinInet, "proxy:8080"); });
        yield return ("UserOnly", () => Set(Registry.CurrentUser, Connections, WinInet, Manual));
        yield return ("WinHttpOnly", () => SetWinHttp("winhttp.contoso.com:3128", "<local>"));
        yield return ("PerMachine", () => { Set(Registry.LocalMachine, Policy, "ProxySettingsPerUser", 0); Set(Registry.LocalMachine, Connections, WinInet, Manual); });
        yield return ("PerMachineOff", () => { Set(Registry.LocalMachine, Policy, "ProxySettingsPerUser", 1); Set(Registry.LocalMachine, Connections, WinInet, Manual); });
        yield return ("SensorConfiguration", () => Install("""{ "SensorProxyConfiguration": { "Url": "http://own.contoso.com:8080", "UserName": "mdi", "EncryptedUserPasswordData": { "EncryptedBytes": "c2VjcmV0" } } }"""));
        yield return ("SensorWithoutProxy", () => { Install("{}"); Both(Manual); });
        yield return ("SensorMalformed", () => Install("not json"));
        yield return ("SensorWithoutFile", () => Set(Registry.LocalMachine, Sensor, "ImagePath", @"""C:\nowhere\Microsoft.Tri.Sensor.exe"""));
    }

    /// <summary>What WinHTTP makes of DefaultConnectionSettings of the current user, and what we make of it.</summary>
    private static void CompareReaders()
    {
        foreach (var blob in new[] { Direct, Manual, Blob(5, script: "http://wpad/proxy.pac"), Blob(9), Blob(15, "p:1", "b", "http://s/") })
        {
            Set(Registry.CurrentUser, Connections, WinInet, blob);
            Check(WinHttpGetIEProxyConfigForCurrentUser(out var theirs));
            var ours = ProxyFactsReader.Read().CurrentUser.Settings!;
            Print(
                "readers",
                $"{theirs.AutoDetect != 0} {Marshal.PtrToStringUni(theirs.Proxy)} {Marshal.PtrToStringUni(theirs.Bypass)} "
                    + $"{Marshal.PtrToStringUni(theirs.ScriptUrl)}",
                $"{ours.AutoDetects} {ours.Proxy} {ours.Bypass} {ours.ScriptUrl}");
        }
    }

    /// <summary>What WinHTTP writes, as "netsh winhttp set proxy" does, and what we read of it.</summary>
    private static void CompareWriters()
    {
        foreach (var (proxy, bypass) in new[] { ("proxy:8080", ""), ("http=a:80;https=b:443", "*.contoso.com;<local>") })
        {
            SetWinHttp(proxy, bypass);
            var ours = ProxyFactsReader.Read().WinHttp;
            Print("writers", $"{proxy} {bypass}", $"{ours.Settings?.Proxy} {ours.Settings?.Bypass}{ours.Problem}");
        }
    }

    private static void SetWinHttp(string proxy, string bypass)
    {
        // Named proxy.
        var info = new WinHttpProxyInfo
        {
            AccessType = 3,
            Proxy = Marshal.StringToHGlobalUni(proxy),
            Bypass = Marshal.StringToHGlobalUni(bypass),
        };
        Check(WinHttpSetDefaultProxyConfiguration(ref info));
        Marshal.FreeHGlobal(info.Proxy);
        Marshal.FreeHGlobal(info.Bypass);
    }

    private static void Install(string configuration)
    {
        var folder = Directory.CreateDirectory(@"C:\Program Files\Azure Advanced Threat Protection Sensor\2.240.18316.65180").FullName;
        File.WriteAllText(Path.Combine(folder, "SensorConfiguration.json"), configuration);
        Set(Registry.LocalMachine, Sensor, "ImagePath", $@"""{folder}\Microsoft.Tri.Sensor.exe""");
    }

    private static void Both(byte[] blob)
    {
        Set(Registry.Users, LocalService, WinInet, blob);
        Set(Registry.Users, LocalSystem, WinInet, blob);
    }

    private static void Reset()
    {
        Registry.Users.DeleteSubKeyTree(LocalService, throwOnMissingSubKey: false);
        Registry.Users.DeleteSubKeyTree(LocalSystem, throwOnMissingSubKey: false);
        Registry.CurrentUser.DeleteSubKeyTree(Connections, throwOnMissingSubKey: false);
        Registry.LocalMachine.DeleteSubKeyTree(Connections, throwOnMissingSubKey: false);
        Registry.LocalMachine.DeleteSubKeyTree(Policy, throwOnMissingSubKey: false);
        Registry.LocalMachine.DeleteSubKeyTree(Sensor, throwOnMissingSubKey: false);
    }

    private static void Set(RegistryKey hive, string path, string name, object value)
    {
        using var key = hive.CreateSubKey(path);
        key.SetValue(name, value);
    }

    private static byte[] Blob(int flags, string proxy = "", string bypass = "", string script = "")
    {
        var blob = new List<byte>([0x46, 0, 0, 0, 5, 0, 0, 0, (byte)flags, 0, 0, 0]);
        foreach (var text in new[] { proxy, bypass, script })
        {
            blob.AddRange(BitConverter.GetBytes(text.Length));
            blob.AddRange(Encoding.ASCII.GetBytes(text));
        }

        return [.. blob, .. new byte[32]];
    }

    private static void Check(int worked)
    {
        if (worked == 0) throw new Win32Exception();
    }

    private static void Print(params object[] fields) => Console.WriteLine(string.Join('\t', fields));

    [DllImport("winhttp.dll", SetLastError = true)]
    private static extern int WinHttpGetIEProxyConfigForCurrentUser(out IeProxyConfig config);

    [DllImport("winhttp.dll", SetLastError = true)]
    private static extern int WinHttpSetDefaultProxyConfiguration(ref WinHttpProxyInfo info);

    [StructLayout(LayoutKind.Sequential)]
    private struct IeProxyConfig
    {
        public int AutoDetect;
        public IntPtr ScriptUrl;
        public IntPtr Proxy;
        public IntPtr Bypass;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct WinHttpProxyInfo
    {
        public int AccessType;
        public IntPtr Proxy;
        public IntPtr Bypass;
    }
}
