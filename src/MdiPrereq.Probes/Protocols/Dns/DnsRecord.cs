using System.Net;

namespace MdiPrereq.Protocols;

/// <summary>A resource record; those whose type we do not read are only this.</summary>
internal record DnsRecord(DnsName Owner, DnsRecordType Type, uint TimeToLive);

/// <summary>An A or AAAA record.</summary>
internal sealed record DnsAddressRecord(DnsName Owner, DnsRecordType Type, uint TimeToLive, IPAddress Address)
    : DnsRecord(Owner, Type, TimeToLive);

/// <summary>A record that holds one name: PTR, CNAME or NS.</summary>
internal sealed record DnsNameRecord(DnsName Owner, DnsRecordType Type, uint TimeToLive, DnsName Target)
    : DnsRecord(Owner, Type, TimeToLive);

/// <summary>An SRV record (RFC 2782).</summary>
internal sealed record DnsServiceRecord(DnsName Owner, uint TimeToLive, int Priority, int Weight, int Port, DnsName Target)
    : DnsRecord(Owner, DnsRecordType.SRV, TimeToLive);

/// <summary>An SOA record: <see cref="DnsRecord.Owner"/> is the zone that answered, also when it answered "no such name".</summary>
internal sealed record DnsZoneRecord(DnsName Owner, uint TimeToLive, DnsName PrimaryServer, DnsName Mailbox, uint Serial)
    : DnsRecord(Owner, DnsRecordType.SOA, TimeToLive);
