namespace MdiPrereq.Machine;

/// <summary>The proxy settings of this machine, as they were found; nothing is concluded here.</summary>
internal sealed record ProxyFacts
{
    /// <summary>Whether this is Windows, where the sensor runs.</summary>
    public bool IsWindows { get; init; }

    /// <summary>The installed sensor's own configuration; null when no sensor is installed or the file could not be read.</summary>
    public SensorConfiguration? Sensor { get; init; }

    /// <summary>Why the installed sensor's configuration could not be read; empty when it was, or when there is no sensor.</summary>
    public string SensorProblem { get; init; } = "";

    /// <summary>WinINet's settings of S-1-5-19, the account of the sensor.</summary>
    public SettingsFact LocalService { get; init; } = SettingsFact.Absent;

    /// <summary>WinINet's settings of S-1-5-18, the account of the sensor's updater.</summary>
    public SettingsFact LocalSystem { get; init; } = SettingsFact.Absent;

    /// <summary>WinINet's settings for the machine; null unless a policy makes them count for every account.</summary>
    public SettingsFact? Machine { get; init; }

    /// <summary>WinINet's settings of the user who runs the test. The sensor does not see them.</summary>
    public SettingsFact CurrentUser { get; init; } = SettingsFact.Absent;

    /// <summary>WinHTTP's settings. The sensor does not see them either.</summary>
    public SettingsFact WinHttp { get; init; } = SettingsFact.Absent;

    /// <summary>HTTPS_PROXY. It may hold a password.</summary>
    public string EnvironmentProxy { get; init; } = "";

    /// <summary>NO_PROXY.</summary>
    public string EnvironmentBypass { get; init; } = "";
}
