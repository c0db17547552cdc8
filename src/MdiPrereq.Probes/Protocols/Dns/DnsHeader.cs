namespace MdiPrereq.Protocols;

/// <summary>The twelve bytes in front of a DNS message (RFC 1035 section 4.1.1).</summary>
internal sealed record DnsHeader(int Id, int Flags, int Questions, int Answers, int Authorities, int Additionals)
{
    public const int Size = 12;
    public const int ClassInternet = 1;

    public bool IsResponse => (Flags & 0x8000) != 0;

    public int OperationCode => (Flags >> 11) & 0x0F;

    public bool IsTruncated => (Flags & 0x0200) != 0;

    /// <summary>The low four bits of the code; EDNS has more of it.</summary>
    public DnsResponseCode ResponseCode => (DnsResponseCode)(Flags & 0x0F);

    public static DnsHeader Read(ByteReader message) => new(
        message.ReadUInt16BigEndian(),
        message.ReadUInt16BigEndian(),
        message.ReadUInt16BigEndian(),
        message.ReadUInt16BigEndian(),
        message.ReadUInt16BigEndian(),
        message.ReadUInt16BigEndian());

    /// <summary>Why this cannot be the header of the answer to <paramref name="query"/>; null when it can.</summary>
    public string? WhyNotAnswerTo(DnsQuery query)
    {
        if (Id != query.Id) return "it bears another DNS transaction id";
        if (!IsResponse) return "it is a DNS query, not a response";
        if (OperationCode != 0) return $"it has the DNS operation code {OperationCode}";
        if (Questions > 1) return "it repeats another DNS question";

        // A server that could not read the query has no question to repeat.
        return Questions == 0 && ResponseCode == DnsResponseCode.NoError ? "it repeats no DNS question" : null;
    }
}
