namespace MdiPrereq.Protocols;

/// <summary>A question to a DNS server: one name, one type, recursion desired (RFC 1035 section 4.1).</summary>
/// <param name="Id">The transaction id.</param>
/// <param name="Name">The name.</param>
/// <param name="Type">The type of records.</param>
/// <param name="DatagramSize">
/// What the server may answer by UDP, in bytes, said by EDNS (RFC 6891); 0 for a plain query, whose answer has at most 512.
/// </param>
internal sealed record DnsQuery(ushort Id, DnsName Name, DnsRecordType Type, int DatagramSize = 0)
{
    /// <summary>What passes every network in one piece (DNS flag day 2020; RFC 9715 section 3).</summary>
    public const int UnfragmentedSize = 1232;

    private const int RecursionDesired = 0x0100;

    /// <summary>A question with a fresh id.</summary>
    public static DnsQuery Create(DnsName name, DnsRecordType type, int datagramSize = 0) =>
        new(RandomId.UInt16(), name, type, datagramSize);

    public byte[] ToBytes()
    {
        var message = new ByteWriter().UInt16BigEndian(Id).UInt16BigEndian(RecursionDesired)
            .UInt16BigEndian(1).UInt16BigEndian(0).UInt16BigEndian(0).UInt16BigEndian(DatagramSize > 0 ? 1 : 0);
        Name.Write(message);
        message.UInt16BigEndian((int)Type).UInt16BigEndian(DnsHeader.ClassInternet);

        // RFC 6891 section 6.1.2: of the root, the size in place of a class, version 0 and no flags in place of a time, no data.
        if (DatagramSize > 0)
        {
            message.Byte(0).UInt16BigEndian((int)DnsRecordType.OPT).UInt16BigEndian(DatagramSize).UInt32BigEndian(0).UInt16BigEndian(0);
        }
        return message.ToArray();
    }
}
