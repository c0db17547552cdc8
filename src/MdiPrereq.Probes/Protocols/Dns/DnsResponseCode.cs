using System.Globalization;

namespace MdiPrereq.Protocols;

/// <summary>
/// The response codes of RFC 1035 section 4.1.1, RFC 2136 section 2.2 and RFC 6891 section 9, spelled as IANA lists them.
/// </summary>
internal enum DnsResponseCode
{
    /// <summary>No error.</summary>
    NoError = 0,

    /// <summary>The server could not read the query.</summary>
    FormErr = 1,

    /// <summary>The server could not find the answer.</summary>
    ServFail = 2,

    /// <summary>There is no such name.</summary>
    NXDomain = 3,

    /// <summary>The server does not support this kind of query.</summary>
    NotImp = 4,

    /// <summary>The server's policy forbids an answer.</summary>
    Refused = 5,

    /// <summary>A name exists that should not.</summary>
    YXDomain = 6,

    /// <summary>A record set exists that should not.</summary>
    YXRRSet = 7,

    /// <summary>A record set should exist and does not.</summary>
    NXRRSet = 8,

    /// <summary>The server is not authoritative for the zone.</summary>
    NotAuth = 9,

    /// <summary>The name is not within the zone.</summary>
    NotZone = 10,

    /// <summary>The server does not know this version of EDNS (RFC 6891 section 6.1.3).</summary>
    BadVers = 16,
}

/// <summary>How response codes are written.</summary>
internal static class DnsResponseCodeText
{
    public static string ToText(this DnsResponseCode code) => code is <= DnsResponseCode.NotZone or DnsResponseCode.BadVers
        ? code.ToString().ToUpperInvariant()
        : "RCODE " + ((int)code).ToString(CultureInfo.InvariantCulture);
}
