namespace MdiPrereq;

/// <summary>The kinds of Defender for Identity sensor; each needs other ports.</summary>
public enum SensorType
{
    /// <summary>Sensor v2.x, installed on a domain controller, AD FS, AD CS or Entra Connect server.</summary>
    Classic,

    /// <summary>Standalone sensor v2.x: a dedicated server that sees domain controllers' traffic by port mirroring.</summary>
    Standalone,

    /// <summary>Sensor v3.x, part of Defender for Endpoint; it needs no port on the local network.</summary>
    Modern,
}
