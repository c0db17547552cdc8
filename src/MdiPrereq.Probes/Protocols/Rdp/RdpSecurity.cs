namespace MdiPrereq.Protocols;

/// <summary>
/// The security protocols of RDP (selectedProtocol, MS-RDPBCGR 2.2.1.2.1); flags in a request, one of them in a response.
/// </summary>
internal enum RdpSecurity : uint
{
    Standard = 0x00,
    Tls = 0x01,
    CredSsp = 0x02,
    RdsTls = 0x04,
    CredSspWithEarlyAuthorization = 0x08,
    EntraId = 0x10,
}

/// <summary>What follows from an RDP security protocol, and what people call it.</summary>
internal static class RdpSecurityFacts
{
    /// <summary>All but the standard one run within TLS (MS-RDPBCGR 5.4.5), so that the server shows a certificate.</summary>
    public static bool IsWithinTls(this RdpSecurity security) => security is RdpSecurity.Tls or RdpSecurity.CredSsp or RdpSecurity.RdsTls
        or RdpSecurity.CredSspWithEarlyAuthorization or RdpSecurity.EntraId;

    public static string ToText(this RdpSecurity security) => security switch
    {
        RdpSecurity.Standard => "standard RDP security, no certificate",
        RdpSecurity.Tls => "TLS",
        RdpSecurity.CredSsp => "CredSSP (NLA)",
        RdpSecurity.RdsTls => "RDSTLS",
        RdpSecurity.CredSspWithEarlyAuthorization => "CredSSP (NLA) with early user authorization",
        RdpSecurity.EntraId => "Microsoft Entra ID authentication",
        _ => $"protocol 0x{(uint)security:X}",
    };
}
