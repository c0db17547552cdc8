namespace MdiPrereq;

/// <summary>How badly a port is needed.</summary>
public enum Necessity
{
    /// <summary>The sensor does not work properly without it.</summary>
    Required,

    /// <summary>One of the three primary Network Name Resolution methods: one is enough for each device, all are recommended.</summary>
    OneOfNnr,

    /// <summary>Only when VPN integration (RADIUS accounting) is on.</summary>
    ConditionalVpn,

    /// <summary>Only when sensors must reach domain controllers of other forests, or have no local directory.</summary>
    ConditionalMultiForest,

    /// <summary>Only for a feature that you may choose.</summary>
    Optional,

    /// <summary>Once required; not in the current documentation any more.</summary>
    Retired,
}
