namespace MdiPrereq.Machine;

/// <summary>Whether Windows Firewall lets in what is sent to the sensor.</summary>
internal enum FirewallRuleState
{
    /// <summary>Not Windows, or not for this user to read.</summary>
    NotRead,

    /// <summary>No rule for the sensor and this port.</summary>
    Missing,

    /// <summary>There is a rule, switched off.</summary>
    Disabled,

    /// <summary>There is a rule, switched on.</summary>
    Enabled,
}
