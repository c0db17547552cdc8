namespace MdiPrereq;

/// <summary>What an adapter is to a sensor.</summary>
public enum AdapterRole
{
    /// <summary>The check is about the machine, not about one adapter.</summary>
    None,

    /// <summary>A standalone sensor talks to the network on it.</summary>
    Management,

    /// <summary>A standalone sensor gets mirrored traffic on it.</summary>
    Capture,

    /// <summary>It carries the server's own traffic, which a sensor on the server captures.</summary>
    Traffic,
}
