namespace MdiPrereq.Checks.Inbound;

/// <summary>Why what was captured did not come to the listener.</summary>
internal enum MissedBy
{
    /// <summary>It did, or there was none.</summary>
    Nobody,

    /// <summary>This machine's firewall dropped it.</summary>
    Firewall,

    /// <summary>It did, or this machine lost it in a flood.</summary>
    FirewallOrFlood,
}
