using System.Text;

namespace MdiPrereq.Protocols;

/// <summary>
/// Reads elements of the Basic Encoding Rules (X.690 section 8) with definite lengths, which is all that LDAP (RFC 4511 section 5.1)
/// and Kerberos (RFC 4120 section 5.1) allow. Lengths may be longer than need be: Windows writes <c>84 00 00 xx xx</c>.
/// </summary>
internal sealed class BerReader(ByteReader bytes)
{
    private const int MaxLengthOctets = 4;

    public bool AtEnd => bytes.Remaining == 0;

    /// <summary>
    /// Reads the tag and length that a stream begins with and moves behind them; false while they are incomplete. The contents need
    /// not be there yet, and the length is but the sender's word.
    /// </summary>
    public static bool TryReadHeader(ByteReader stream, out int tag, out long length)
    {
        tag = 0;
        length = 0;
        if (stream.Remaining < 1) return false;
        tag = ReadTag(stream);
        if (stream.Remaining < 1 || stream.Remaining < 1 + CountLengthOctets(stream.PeekByte())) return false;
        length = ReadLength(stream);
        return true;
    }

    public int PeekTag() => bytes.PeekByte();

    /// <summary>The contents of the next element, which must bear this tag.</summary>
    public ByteReader ReadValue(int tag)
    {
        var found = ReadTag(bytes);
        if (found != tag) throw new MalformedReplyException($"the BER tag 0x{found:X2} where 0x{tag:X2} belongs");
        return bytes.Slice(ReadLengthOfValue());
    }

    /// <summary>The elements within the next one, which must bear this tag.</summary>
    public BerReader ReadConstructed(int tag) => new(ReadValue(tag));

    /// <summary>Passes over the next element, whatever it is.</summary>
    public void Skip()
    {
        ReadTag(bytes);
        bytes.Skip(ReadLengthOfValue());
    }

    public int ReadInt32(int tag = BerTag.Integer)
    {
        var value = ReadValue(tag);
        if (value.Length is 0 or > 4) throw new MalformedReplyException($"a BER integer of {value.Length} bytes");
        var number = (int)(sbyte)value.ReadByte();
        while (value.Remaining > 0) number = (number << 8) | value.ReadByte();
        return number;
    }

    /// <summary>A string as UTF-8; what is not UTF-8 becomes U+FFFD. Pass it through <see cref="SafeText"/> to show it.</summary>
    public string ReadText(int tag = BerTag.OctetString)
    {
        var value = ReadValue(tag);
        return Encoding.UTF8.GetString(value.ReadBytes(value.Length));
    }

    private int ReadLengthOfValue()
    {
        var length = ReadLength(bytes);
        return length <= bytes.Remaining
            ? (int)length
            : throw new MalformedReplyException($"a BER length of {length} where {bytes.Remaining} bytes are left");
    }

    private static int ReadTag(ByteReader from)
    {
        var tag = from.ReadByte();
        if ((tag & 0x1F) == 0x1F) throw new MalformedReplyException($"the BER tag 0x{tag:X2}, which starts a longer one");
        return tag;
    }

    private static int CountLengthOctets(byte first)
    {
        if (first < 0x80) return 0;
        var count = first & 0x7F;
        if (count is 0 or > MaxLengthOctets) throw new MalformedReplyException($"the BER length 0x{first:X2}");
        return count;
    }

    private static long ReadLength(ByteReader from)
    {
        var first = from.ReadByte();
        var count = CountLengthOctets(first);
        if (count == 0) return first;
        long length = 0;
        for (; count > 0; count--) length = (length << 8) | from.ReadByte();
        return length;
    }
}
