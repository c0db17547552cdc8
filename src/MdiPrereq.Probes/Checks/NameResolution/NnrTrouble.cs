namespace MdiPrereq.Checks.NameResolution;

/// <summary>What is to be mended about a device's name.</summary>
internal enum NnrTrouble
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>None of the chosen methods could be used.</summary>
    NotTested,

    /// <summary>The device's name has no address.</summary>
    NameNotResolved,

    /// <summary>The methods give different names.</summary>
    Conflict,

    /// <summary>Nothing but reverse DNS gives a name, and that is another device's or one of several.</summary>
    Mistaken,

    /// <summary>The primary methods give different names, and that of reverse DNS is another device's or one of several.</summary>
    ConflictAndMistaken,

    /// <summary>A primary method was kept from the device.</summary>
    Unreached,

    /// <summary>A primary method's port is open but gives no name.</summary>
    Nameless,

    /// <summary>Only reverse DNS gives a name.</summary>
    OnlyDns,

    /// <summary>Nothing gives a name.</summary>
    NoMethod,
}
