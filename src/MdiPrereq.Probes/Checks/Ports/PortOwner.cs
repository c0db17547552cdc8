namespace MdiPrereq.Checks.Ports;

/// <summary>Who listens on a port.</summary>
internal enum PortOwner
{
    /// <summary>Nobody.</summary>
    Nobody,

    /// <summary>The sensor, or its updater.</summary>
    Sensor,

    /// <summary>Another program.</summary>
    Other,

    /// <summary>Somebody, but this user may not see who.</summary>
    Unknown,
}
