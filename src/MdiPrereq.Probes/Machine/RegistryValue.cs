using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Security;
using MdiPrereq.Protocols;
using Microsoft.Win32;

namespace MdiPrereq.Machine;

/// <summary>Reads HKEY_LOCAL_MACHINE, the 64-bit view even from a 32-bit PowerShell. What is missing or forbidden is null.</summary>
[SupportedOSPlatform("windows")]
internal static class RegistryValue
{
    public static string? Text(string key, string name) => Get(key, name) is { } value and not Array
        ? SafeText.Clean(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")
        : null;

    public static int? Number(string key, string name) => AsNumber(Get(key, name));

    public static IReadOnlyList<string>? Texts(string key, string name) =>
        Get(key, name) is string[] values ? [.. values.Where(value => value.Length > 0).Select(SafeText.Clean)] : null;

    /// <summary>Network drivers keep their settings as text, services theirs as numbers.</summary>
    public static int? AsNumber(object? value) => value switch
    {
        int number => number,
        string text when int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    public static bool Exists(string key)
    {
        try
        {
            using var open = Open(key, RegistryView.Registry64);
            return open is not null;
        }
        catch (Exception e) when (IsForbidden(e))
        {
            // It is there, and not for us.
            return true;
        }
    }

    /// <exception cref="SecurityException">This user may not read the key.</exception>
    public static RegistryKey? Open(string key, RegistryView view)
    {
        using var root = RegistryKey.OpenBaseKey(RegistryHive.LocalMachine, view);
        return root.OpenSubKey(key);
    }

    public static bool IsForbidden(Exception e) => e is SecurityException or UnauthorizedAccessException or IOException;

    private static object? Get(string key, string name)
    {
        try
        {
            using var open = Open(key, RegistryView.Registry64);
            return open?.GetValue(name);
        }
        catch (Exception e) when (IsForbidden(e))
        {
            return null;
        }
    }
}
