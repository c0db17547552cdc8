namespace MdiPrereq;

/// <summary>Which kind of method gave a device's name.</summary>
public enum ResolvedBy
{
    /// <summary>None: the sensor sees a device without a name.</summary>
    None,

    /// <summary>At least one of NTLM over RPC, NetBIOS and RDP.</summary>
    Primary,

    /// <summary>Reverse DNS alone.</summary>
    Secondary,
}
