namespace MdiPrereq.Protocols;

/// <summary>The header of every connection-oriented RPC packet (C706 section 12.6.3.1).</summary>
internal sealed class RpcHeader
{
    public const int Size = 16;
    public const byte Version = 5;

    /// <summary>The packet is whole: both its first and its last fragment. Only requests and responses may come in several.</summary>
    public const byte WholePacket = 0x03;

    /// <summary>Integers are little-endian, text is ASCII, floating point is IEEE (C706 section 14.2.5).</summary>
    public const uint LittleEndian = 0x00000010;

    private const uint ByteOrderMask = 0x000000F0;

    private RpcHeader(ByteReader reader)
    {
        if (reader.ReadByte() != Version) throw new MalformedReplyException("its answer is not RPC");
        reader.Skip(1);
        PacketType = reader.ReadByte();
        IsWhole = (reader.ReadByte() & WholePacket) == WholePacket;
        if ((reader.ReadUInt32LittleEndian() & ByteOrderMask) != LittleEndian)
        {
            throw new MalformedReplyException("it speaks RPC with big-endian numbers, which no Windows does");
        }

        FragmentLength = reader.ReadUInt16LittleEndian();
        AuthLength = reader.ReadUInt16LittleEndian();
        CallId = reader.ReadUInt32LittleEndian();
    }

    public byte PacketType { get; }

    public bool IsWhole { get; }

    /// <summary>The length of the packet, header and authentication included.</summary>
    public int FragmentLength { get; }

    /// <summary>The length of the security package's token at the packet's end.</summary>
    public int AuthLength { get; }

    public uint CallId { get; }

    /// <summary>Reads the header; null while it is not whole but may become one.</summary>
    public static RpcHeader? Read(ByteReader reader)
    {
        if (reader.Remaining >= Size) return new(reader);
        if (reader.Remaining > 0 && reader.PeekByte() != Version) throw new MalformedReplyException("its answer is not RPC");
        return null;
    }
}
