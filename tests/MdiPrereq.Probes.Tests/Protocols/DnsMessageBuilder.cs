using MdiPrereq.Protocols;

namespace MdiPrereq.Tests.Protocols;

/// <summary>Writes responses as a server would, with whatever lies a test needs.</summary>
internal sealed class DnsMessageBuilder(DnsQuery query, int flags = 0x8180, bool repeatQuestion = true)
{
    private const int QuestionPointer = 0xC000 | DnsHeader.Size;

    private readonly ByteWriter _records = new();
    private readonly int[] _counts = new int[3];

    public int? CountedAnswers { get; init; }

    public DnsMessageBuilder Answer(DnsRecordType type, byte[] data) => Record(0, null, type, data);

    public DnsMessageBuilder Answer(string owner, DnsRecordType type, byte[] data) => Record(0, owner, type, data);

    public DnsMessageBuilder Authority(string owner, DnsRecordType type, byte[] data) => Record(1, owner, type, data);

    public DnsMessageBuilder Additional(string owner, DnsRecordType type, byte[] data) => Record(2, owner, type, data);

    /// <summary>The OPT record of a server that knows EDNS, with the upper bits of a response code.</summary>
    public DnsMessageBuilder Option(int extendedCode)
    {
        _counts[2]++;
        _records.Byte(0).UInt16BigEndian((int)DnsRecordType.OPT).UInt16BigEndian(1232).Byte(extendedCode).Zeros(3).UInt16BigEndian(0);
        return this;
    }

    public byte[] ToArray()
    {
        var message = new ByteWriter().UInt16BigEndian(query.Id).UInt16BigEndian(flags).UInt16BigEndian(repeatQuestion ? 1 : 0)
            .UInt16BigEndian(CountedAnswers ?? _counts[0]).UInt16BigEndian(_counts[1]).UInt16BigEndian(_counts[2]);
        if (repeatQuestion) message.Bytes(Name(query.Name.ToString())).UInt16BigEndian((int)query.Type).UInt16BigEndian(1);
        return message.Bytes(_records.ToArray()).ToArray();
    }

    public static byte[] Name(string name)
    {
        var writer = new ByteWriter();
        DnsName.Parse(name).Write(writer);
        return writer.ToArray();
    }

    public static byte[] Tcp(byte[] message) => new ByteWriter().UInt16BigEndian(message.Length).Bytes(message).ToArray();

    private DnsMessageBuilder Record(int section, string? owner, DnsRecordType type, byte[] data)
    {
        _counts[section]++;
        if (owner is null) _records.UInt16BigEndian(QuestionPointer);
        else _records.Bytes(Name(owner));
        _records.UInt16BigEndian((int)type).UInt16BigEndian(1).UInt32BigEndian(3600).UInt16BigEndian(data.Length).Bytes(data);
        return this;
    }
}
