namespace MdiPrereq;

/// <summary>What a result means for Defender for Identity.</summary>
public enum Verdict
{
    /// <summary>Proved to work.</summary>
    Pass,

    /// <summary>Works in part, or something that is not always needed does not work.</summary>
    Warning,

    /// <summary>Something that is required does not work.</summary>
    Fail,

    /// <summary>Not tested; this is not a failure.</summary>
    NotTested,

    /// <summary>Does not apply to this kind of sensor.</summary>
    NotApplicable,
}
