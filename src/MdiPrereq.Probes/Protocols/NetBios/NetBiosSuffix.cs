namespace MdiPrereq.Protocols;

/// <summary>What a NetBIOS name stands for: the sixteenth byte of the name.</summary>
internal static class NetBiosSuffix
{
    /// <summary>The computer when the name is unique, its domain or workgroup when it is a group.</summary>
    public const byte Workstation = 0x00;

    /// <summary>The domain's master browser, which is its PDC emulator.</summary>
    public const byte DomainMasterBrowser = 0x1B;

    /// <summary>The group of the domain's controllers.</summary>
    public const byte DomainControllers = 0x1C;

    public const byte FileServer = 0x20;
}
