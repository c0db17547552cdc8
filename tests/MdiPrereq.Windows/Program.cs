using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace MdiPrereq.Tests.Windows;

/// <summary>
/// Writes registry keys as Windows servers have them, runs the real readers on them, and prints what they make of it for the tests to
/// read: lines of fields with tabs between. It writes to HKEY_LOCAL_MACHINE, so it runs under Wine only, in a prefix made for it.
/// </summary>
[SupportedOSPlatform("windows")]
internal static class Program
{
    private static readonly Dictionary<string, Action> Parts = new()
    {
        ["adapters"] = AdapterCases.Run,
        ["listeners"] = ListenerCases.Run,
        ["proxy"] = ProxyCases.Run,
        ["role"] = RoleCases.Run,
    };

    public static int Main(string[] parts)
    {
        if (!IsWine())
        {
            Console.Error.WriteLine("This is no Wine. The test would change the registry of this machine, so it does not run.");
            return 2;
        }

        Console.OutputEncoding = Encoding.UTF8;
        foreach (var part in parts) Parts[part]();
        return 0;
    }

    private static bool IsWine() => NativeLibrary.TryGetExport(NativeLibrary.Load("ntdll.dll"), "wine_get_version", out _);
}
