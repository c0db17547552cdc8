namespace MdiPrereq.Protocols;

/// <summary>
/// Reads the names of one message. A pointer of two bytes stands for up to 255, and may lead to others: so there is a bound to what
/// all names of a message come to, and the name that most records have, the question's, is read once.
/// </summary>
internal sealed class DnsNameReader(ByteReader message)
{
    /// <summary>
    /// Octets and pointers of all names together. A message of 64 KiB full of SRV records, each with a name of 60 octets, has half.
    /// </summary>
    private const int MaxWork = 256 * 1024;

    private const int PointerMask = 0x3FFF;

    private int _work;
    private int _firstAt;
    private DnsName? _first;

    public DnsName Read()
    {
        var start = message.Position;
        if (_first is not null && message.PeekByte() >= DnsName.PointerFlags)
        {
            if ((message.ReadUInt16BigEndian() & PointerMask) == _firstAt) return _first;
            message.Position = start;
        }

        var name = DnsName.Read(message, out var work);
        _work += work;
        if (_work > MaxWork) throw new MalformedReplyException("the names in its DNS message are longer than any message's");
        if (_first is null) (_first, _firstAt) = (name, start);
        return name;
    }
}
