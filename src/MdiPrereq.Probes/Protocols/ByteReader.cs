using System;
using System.Text;

namespace MdiPrereq.Protocols;

/// <summary>
/// A cursor over received bytes. Each read is checked against the end, so that a lying length ends in
/// <see cref="MalformedReplyException"/> and never in a read or an allocation beyond what was received.
/// </summary>
internal sealed class ByteReader
{
    /// <summary>ISO 8859-1: each byte is the character of its number. .NET Framework knows it by its code page alone.</summary>
    private static readonly Encoding Latin1 = Encoding.GetEncoding(28591);

    private readonly byte[] _buffer;
    private readonly int _start;
    private readonly int _end;
    private int _position;

    public ByteReader(byte[] buffer, int offset, int count)
    {
        if (offset < 0 || count < 0 || count > buffer.Length - offset) throw new ArgumentOutOfRangeException(nameof(count));
        _buffer = buffer;
        _start = _position = offset;
        _end = offset + count;
    }

    /// <summary>The cursor, counted from the reader's first byte.</summary>
    public int Position
    {
        get => _position - _start;
        set
        {
            if (value < 0 || value > _end - _start)
            {
                throw new MalformedReplyException($"an offset of {value} points outside its {_end - _start} bytes");
            }
            _position = _start + value;
        }
    }

    public int Length => _end - _start;

    public int Remaining => _end - _position;

    public byte ReadByte() => _buffer[Advance(1)];

    public byte PeekByte() => Remaining > 0 ? _buffer[_position] : throw TooShort(1);

    public int ReadUInt16BigEndian()
    {
        var at = Advance(2);
        return (_buffer[at] << 8) | _buffer[at + 1];
    }

    public int ReadUInt16LittleEndian()
    {
        var at = Advance(2);
        return _buffer[at] | (_buffer[at + 1] << 8);
    }

    public uint ReadUInt32BigEndian() => ((uint)ReadUInt16BigEndian() << 16) | (uint)ReadUInt16BigEndian();

    public uint ReadUInt32LittleEndian() => (uint)ReadUInt16LittleEndian() | ((uint)ReadUInt16LittleEndian() << 16);

    public ulong ReadUInt64BigEndian() => ((ulong)ReadUInt32BigEndian() << 32) | ReadUInt32BigEndian();

    public ulong ReadUInt64LittleEndian() => ReadUInt32LittleEndian() | ((ulong)ReadUInt32LittleEndian() << 32);

    public byte[] ReadBytes(int count)
    {
        var at = Advance(count);
        var bytes = new byte[count];
        Buffer.BlockCopy(_buffer, at, bytes, 0, count);
        return bytes;
    }

    /// <summary>Copies the next bytes to where the caller has room for them.</summary>
    public void ReadBytes(byte[] into, int offset, int count) => Buffer.BlockCopy(_buffer, Advance(count), into, offset, count);

    /// <summary>The next bytes as the first 256 characters of Unicode, so that none is lost.</summary>
    public string ReadLatin1(int count) => Latin1.GetString(_buffer, Advance(count), count);

    /// <summary>The next bytes as UTF-16, little-endian.</summary>
    public string ReadUtf16(int count) => Encoding.Unicode.GetString(_buffer, Advance(count), count);

    /// <summary>How many bytes stand before the next one of this value; -1 when there is none.</summary>
    public int CountUpTo(byte value)
    {
        var at = Array.IndexOf(_buffer, value, _position, Remaining);
        return at < 0 ? -1 : at - _position;
    }

    public void Skip(int count) => Advance(count);

    /// <summary>A reader over the next <paramref name="count"/> bytes; this one moves behind them.</summary>
    public ByteReader Slice(int count) => new(_buffer, Advance(count), count);

    /// <summary>A reader over <paramref name="count"/> bytes at <paramref name="offset"/>; this one does not move.</summary>
    public ByteReader SliceAt(int offset, int count)
    {
        if (offset < 0 || count < 0 || offset > Length || count > Length - offset)
        {
            throw new MalformedReplyException($"a field of {count} bytes at {offset} points outside its {Length} bytes");
        }

        return new(_buffer, _start + offset, count);
    }

    private int Advance(int count)
    {
        if (count < 0 || count > Remaining) throw TooShort(count);
        var at = _position;
        _position += count;
        return at;
    }

    private MalformedReplyException TooShort(int wanted) => new($"{wanted} bytes expected where {Remaining} are left");
}
