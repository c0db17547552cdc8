namespace MdiPrereq.Protocols;

/// <summary>The kinds of RADIUS packets that we know by name (RFC 2865 section 3, RFC 2866 section 3, RFC 5997).</summary>
internal static class RadiusCode
{
    public const int AccountingRequest = 4;
    public const int AccountingResponse = 5;

    /// <summary>What a packet of a code is called.</summary>
    public static string NameOf(int code) => code switch
    {
        1 => "RADIUS Access-Request",
        2 => "RADIUS Access-Accept",
        3 => "RADIUS Access-Reject",
        AccountingRequest => "RADIUS Accounting-Request",
        AccountingResponse => "RADIUS Accounting-Response",
        11 => "RADIUS Access-Challenge",
        12 => "RADIUS Status-Server",
        _ => $"RADIUS packet of code {code}",
    };
}
