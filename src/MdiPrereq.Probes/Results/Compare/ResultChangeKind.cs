namespace MdiPrereq;

/// <summary>How a result differs from an earlier one of the same source, target and row.</summary>
public enum ResultChangeKind
{
    /// <summary>The verdict got worse: from Pass to Warning or Fail, or from Warning to Fail.</summary>
    Broken,

    /// <summary>The verdict got better: from Fail to Warning or Pass, or from Warning to Pass.</summary>
    Fixed,

    /// <summary>
    /// The same verdict, but something else behind it: another certificate, name, address, state or clock. Also a verdict that came to or
    /// from NotTested or NotApplicable: of what was not tested nobody can say that it broke.
    /// </summary>
    Changed,

    /// <summary>The earlier results do not have it.</summary>
    New,

    /// <summary>The later results do not have it.</summary>
    Gone,
}
