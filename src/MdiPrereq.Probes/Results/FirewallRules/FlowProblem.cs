namespace MdiPrereq.Results.FirewallRules;

/// <summary>Why no rule can be made of an object.</summary>
internal enum FlowProblem
{
    /// <summary>It is no result and no row.</summary>
    Foreign,

    /// <summary>It does not tell where the connection came from.</summary>
    NoSource,

    /// <summary>It does not tell where the connection went to.</summary>
    NoTarget,

    /// <summary>No documented row has its port.</summary>
    NoRow,
}
