namespace MdiPrereq;

/// <summary>Where the choice of the way out comes from.</summary>
public enum ProxySource
{
    /// <summary>Nothing is set anywhere that counts: direct.</summary>
    None,

    /// <summary>It was given: <c>-Proxy</c> or <c>-NoProxy</c>.</summary>
    Parameter,

    /// <summary>The installed sensor's own SensorConfiguration.json.</summary>
    SensorConfiguration,

    /// <summary>WinINet's settings of LocalService (S-1-5-19), the account of the sensor.</summary>
    WinInetLocalService,

    /// <summary>WinINet's settings for the whole machine, where a policy makes them count for all accounts.</summary>
    WinInetMachine,

    /// <summary>HTTPS_PROXY, on systems other than Windows.</summary>
    EnvironmentVariable,
}
