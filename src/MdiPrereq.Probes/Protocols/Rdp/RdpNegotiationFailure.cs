namespace MdiPrereq.Protocols;

/// <summary>Why a server agreed to no security protocol (failureCode, MS-RDPBCGR 2.2.1.2.2).</summary>
internal static class RdpNegotiationFailure
{
    public static string ToText(uint code) => code switch
    {
        1 => "SSL_REQUIRED_BY_SERVER",
        2 => "SSL_NOT_ALLOWED_BY_SERVER",
        3 => "SSL_CERT_NOT_ON_SERVER",
        4 => "INCONSISTENT_FLAGS",
        5 => "HYBRID_REQUIRED_BY_SERVER",
        6 => "SSL_WITH_USER_AUTH_REQUIRED_BY_SERVER",
        _ => $"failure code {code}",
    };
}
