namespace MdiPrereq.Protocols;

/// <summary>A question to a DNS server: one name, one type, recursion desired (RFC 1035 section 4.1).</summary>
internal sealed record DnsQuery(ushort Id, DnsName Name, DnsRecordType Type)
{
    private const int RecursionDesired = 0x0100;

    /// <summary>A question with a fresh id.</summary>
    public static DnsQuery Create(DnsName name, DnsRecordType type) => new(RandomId.UInt16(), name, type);

    public byte[] ToBytes()
    {
        var message = new ByteWriter().UInt16BigEndian(Id).UInt16BigEndian(RecursionDesired)
            .UInt16BigEndian(1).UInt16BigEndian(0).UInt16BigEndian(0).UInt16BigEndian(0);
        Name.Write(message);
        return message.UInt16BigEndian((int)Type).UInt16BigEndian(DnsHeader.ClassInternet).ToArray();
    }
}
