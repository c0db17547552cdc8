using System.Collections.Generic;
using System.Text;

namespace MdiPrereq.Protocols;

/// <summary>Builds a request byte by byte.</summary>
internal sealed class ByteWriter
{
    /// <summary>Most requests fit into this.</summary>
    private const int UsualSize = 128;

    private readonly List<byte> _bytes = new(UsualSize);

    public int Length => _bytes.Count;

    public ByteWriter Byte(int value)
    {
        _bytes.Add((byte)value);
        return this;
    }

    public ByteWriter UInt16BigEndian(int value) => Byte(value >> 8).Byte(value);

    public ByteWriter UInt16LittleEndian(int value) => Byte(value).Byte(value >> 8);

    public ByteWriter UInt32BigEndian(uint value) => UInt16BigEndian((int)(value >> 16)).UInt16BigEndian((int)(value & 0xFFFF));

    public ByteWriter UInt32LittleEndian(uint value) => UInt16LittleEndian((int)(value & 0xFFFF)).UInt16LittleEndian((int)(value >> 16));

    public ByteWriter UInt64BigEndian(ulong value) => UInt32BigEndian((uint)(value >> 32)).UInt32BigEndian((uint)value);

    public ByteWriter UInt64LittleEndian(ulong value) => UInt32LittleEndian((uint)value).UInt32LittleEndian((uint)(value >> 32));

    public ByteWriter Bytes(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public ByteWriter Ascii(string text) => Bytes(Encoding.ASCII.GetBytes(text));

    public ByteWriter Zeros(int count) => Bytes(new byte[count]);

    public byte[] ToArray() => _bytes.ToArray();
}
