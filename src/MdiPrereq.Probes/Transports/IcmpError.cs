namespace MdiPrereq.Transports;

/// <summary>The type and code of an ICMP error that answered a probe.</summary>
internal readonly record struct IcmpError(bool IsV6, byte Type, byte Code);
