namespace MdiPrereq.Protocols;

/// <summary>The types of resource records that we ask for or read (RFC 1035 section 3.2.2, RFC 3596, RFC 2782, RFC 6891).</summary>
internal enum DnsRecordType
{
    /// <summary>An IPv4 address.</summary>
    A = 1,

    /// <summary>A name server of a zone.</summary>
    NS = 2,

    /// <summary>The name that an alias stands for.</summary>
    CNAME = 5,

    /// <summary>The start of a zone.</summary>
    SOA = 6,

    /// <summary>The name of an address.</summary>
    PTR = 12,

    /// <summary>An IPv6 address.</summary>
    AAAA = 28,

    /// <summary>A host and port that offer a service.</summary>
    SRV = 33,

    /// <summary>No record, but what the sender of a message can do (EDNS, RFC 6891).</summary>
    OPT = 41,
}
