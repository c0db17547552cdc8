using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security;
using Microsoft.Win32;

namespace MdiPrereq.Machine;

/// <summary>
/// Reads the proxy settings of this machine: registry, the sensor's file, environment. Changes nothing and sends nothing.
/// </summary>
internal static class ProxyFactsReader
{
    private const string InternetSettings = @"Software\Microsoft\Windows\CurrentVersion\Internet Settings";
    private const string Connections = InternetSettings + @"\Connections";
    private const string PolicyKey = @"Software\Policies\Microsoft\Windows\CurrentVersion\Internet Settings";
    private const string WinInetValue = "DefaultConnectionSettings";
    private const string WinHttpValue = "WinHttpSettings";

    public static ProxyFacts Read() => RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? ReadWindows() : ReadEnvironment();

    private static ProxyFacts ReadEnvironment() => new()
    {
        EnvironmentProxy = Variable("https_proxy", "HTTPS_PROXY"),
        EnvironmentBypass = Variable("no_proxy", "NO_PROXY"),
    };

    private static string Variable(string name, string otherName) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : Environment.GetEnvironmentVariable(otherName) ?? "";

    [SupportedOSPlatform("windows")]
    private static ProxyFacts ReadWindows()
    {
        var (sensor, sensorProblem) = ReadSensor();
        return new()
        {
            IsWindows = true,
            Sensor = sensor,
            SensorProblem = sensorProblem,
            LocalService = ReadSettings(Registry.Users, @"S-1-5-19\" + Connections, WinInetValue),
            LocalSystem = ReadSettings(Registry.Users, @"S-1-5-18\" + Connections, WinInetValue),
            Machine = IsPerMachine() ? ReadSettings(Registry.LocalMachine, Connections, WinInetValue) : null,
            CurrentUser = ReadSettings(Registry.CurrentUser, Connections, WinInetValue),
            WinHttp = ReadSettings(Registry.LocalMachine, Connections, WinHttpValue),
        };
    }

    // "Make proxy settings per-machine (rather than per-user)", inetres.admx.
    [SupportedOSPlatform("windows")]
    private static bool IsPerMachine() => Try(() =>
    {
        using var key = Registry.LocalMachine.OpenSubKey(PolicyKey);
        return key?.GetValue("ProxySettingsPerUser") is 0;
    }).Value;

    [SupportedOSPlatform("windows")]
    private static SettingsFact ReadSettings(RegistryKey hive, string path, string value)
    {
        var (found, problem) = Try(() =>
        {
            using var key = hive.OpenSubKey(path);
            return key?.GetValue(value);
        });
        if (problem.Length > 0) return new(null, problem);
        if (found is null) return SettingsFact.Absent;
        if (found is not byte[] bytes) return new(null, $"{value} is not a binary value");
        return ConnectionSettings.TryParse(bytes, out var settings, out var malformed)
            ? new(settings)
            : new(null, $"{value} is malformed: {malformed}");
    }

    private static (SensorConfiguration? Configuration, string Problem) ReadSensor()
    {
        var (path, problem) = Try(LocalMachine.SensorImagePath);
        if (path is null || SensorConfiguration.FolderOf(path) is not { } folder) return (null, problem);
        return Try(() =>
        {
            using var file = File.OpenRead(Path.Combine(folder, "SensorConfiguration.json"));
            return SensorConfiguration.Read(file);
        });
    }

    private static (T? Value, string Problem) Try<T>(Func<T?> read)
    {
        try
        {
            return (read(), "");
        }
        catch (Exception e) when (e is SecurityException or UnauthorizedAccessException)
        {
            return (default, "reading it needs administrator rights");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever a malformed setting does to its reader, it costs that setting. Not the exception's words: they can repeat what was
            // read.
            return (default, $"it could not be read ({e.GetType().Name})");
        }
    }
}
