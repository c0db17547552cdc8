namespace MdiPrereq;

/// <summary>Which edition of the port tables.</summary>
public enum Catalog
{
    /// <summary>What Microsoft documents today.</summary>
    Current,

    /// <summary>The table of June 2022 that this project was started from, with its slips marked in the notes.</summary>
    Seed2022,
}
