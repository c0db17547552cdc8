namespace MdiPrereq.Machine;

/// <summary>What a machine is, as far as it decides which sensor it can have.</summary>
/// <param name="Kind">What Windows it is.</param>
/// <param name="DomainName">The DNS name of its domain; empty when it is in none.</param>
internal sealed record MachineRole(MachineKind Kind, string DomainName)
{
    /// <summary>Whether Active Directory Federation Services are installed.</summary>
    public bool HasFederation { get; init; }

    /// <summary>Whether Active Directory Certificate Services are installed.</summary>
    public bool HasCertificateAuthority { get; init; }

    /// <summary>Whether Microsoft Entra Connect is installed.</summary>
    public bool HasEntraConnect { get; init; }
}

/// <summary>What Windows a machine has.</summary>
internal enum MachineKind
{
    /// <summary>None.</summary>
    NotWindows,

    Workstation,

    MemberServer,

    DomainController,
}
