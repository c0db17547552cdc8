using System.Globalization;

namespace MdiPrereq.Protocols;

/// <summary>The LDAPResult at the head of most responses (RFC 4511 section 4.1.9).</summary>
internal sealed record LdapResult(int Code, string Diagnostic)
{
    public const int Success = 0;

    public static LdapResult Read(BerReader body)
    {
        var code = body.ReadInt32(BerTag.Enumerated);
        body.ReadText(); // The last entry that was found.
        return new(code, body.ReadText());
    }

    /// <summary>For instance <c>2 protocolError: …</c>, harmless to show.</summary>
    public override string ToString()
    {
        var text = Code.ToString(CultureInfo.InvariantCulture);
        if (Name(Code) is { } name) text += " " + name;

        // Active Directory ends its diagnostics with a zero octet.
        var diagnostic = Diagnostic.TrimEnd('\0');
        return diagnostic.Length > 0 ? text + ": " + SafeText.Clean(diagnostic) : text;
    }

    private static string? Name(int code) => code switch
    {
        Success => "success",
        1 => "operationsError",
        2 => "protocolError",
        3 => "timeLimitExceeded",
        4 => "sizeLimitExceeded",
        7 => "authMethodNotSupported",
        8 => "strongerAuthRequired",
        10 => "referral",
        11 => "adminLimitExceeded",
        12 => "unavailableCriticalExtension",
        13 => "confidentialityRequired",
        16 => "noSuchAttribute",
        32 => "noSuchObject",
        34 => "invalidDNSyntax",
        48 => "inappropriateAuthentication",
        49 => "invalidCredentials",
        50 => "insufficientAccessRights",
        51 => "busy",
        52 => "unavailable",
        53 => "unwillingToPerform",
        80 => "other",
        _ => null,
    };
}
