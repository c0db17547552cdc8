namespace MdiPrereq;

/// <summary>The clouds that Defender for Identity runs in.</summary>
public enum CloudEnvironment
{
    /// <summary>The worldwide cloud.</summary>
    Commercial,

    /// <summary>Government Community Cloud. It has a new and an old zone; one that answers is enough.</summary>
    Gcc,

    /// <summary>Government Community Cloud High, and the Department of Defense.</summary>
    GccHigh,
}
