namespace MdiPrereq;

/// <summary>Which way a connection is opened, seen from the sensor.</summary>
public enum Direction
{
    /// <summary>From the sensor to another machine.</summary>
    Outbound,

    /// <summary>From another machine to the sensor.</summary>
    Inbound,

    /// <summary>Between two services on the sensor's own machine.</summary>
    Localhost,
}
