using System;

namespace MdiPrereq.Protocols;

/// <summary>
/// Cuts a stream of syslog over TCP into its messages, whichever of the two ways of RFC 6587 it is framed by, each frame anew: a number
/// and a blank before it (octet counting, section 3.4.1), or a line's end behind it (non-transparent framing, section 3.4.2). What is
/// neither comes out as lines. Keeps no more than one message, and of that no more than a receiver must take.
/// </summary>
internal sealed class SyslogFraming
{
    /// <summary>What a receiver should take of a message (RFC 5424 section 6.1, RFC 5425 section 4.3.1); the rest is passed over.</summary>
    public const int MaxMessage = 8192;

    private const int UsualMessage = 512;

    /// <summary>A longer message nobody counts out; a number with more digits is the beginning of something else.</summary>
    private const int MaxDigits = 6;

    private byte[] _kept = [];
    private int _length;
    private int _counted;
    private Place _place;

    private enum Place
    {
        /// <summary>Between two messages.</summary>
        Between,

        /// <summary>In the number before a message.</summary>
        Number,

        /// <summary>In a message whose end is counted.</summary>
        Counted,

        /// <summary>In a message that a line's end will end.</summary>
        Line,
    }

    /// <summary>Takes what was received.</summary>
    /// <param name="data">Where it stands.</param>
    /// <param name="offset">Where it begins.</param>
    /// <param name="count">How many octets there are.</param>
    /// <param name="message">Is given each message that ends in it: a buffer, where it begins, its length. Valid during the call.</param>
    public void Add(byte[] data, int offset, int count, Action<byte[], int, int> message)
    {
        var reader = new ByteReader(data, offset, count);
        while (reader.Remaining > 0) Take(reader.ReadByte(), message);
    }

    /// <summary>The stream has ended, and with it the message that had begun.</summary>
    public void End(Action<byte[], int, int> message)
    {
        if (_length > 0) Give(message);
    }

    private void Take(byte octet, Action<byte[], int, int> message)
    {
        switch (_place)
        {
            case Place.Between when octet is (byte)'\n' or (byte)'\r' or 0:
                break;
            case Place.Between:
                Keep(octet);
                _place = octet is >= (byte)'1' and <= (byte)'9' ? Place.Number : Place.Line;
                _counted = octet - '0';
                break;
            case Place.Number when octet is >= (byte)'0' and <= (byte)'9' && _length < MaxDigits:
                Keep(octet);
                _counted = (_counted * 10) + octet - '0';
                break;
            case Place.Number when octet == ' ':
                _length = 0;
                _place = Place.Counted;
                break;
            case Place.Counted:
                Keep(octet);
                if (--_counted == 0) Give(message);
                break;

            // Some end their lines as C ends its strings (RFC 6587 section 3.4.2).
            case Place.Number or Place.Line when octet is (byte)'\n' or 0:
                Give(message);
                break;
            default:
                Keep(octet);
                _place = Place.Line;
                break;
        }
    }

    private void Keep(byte octet)
    {
        if (_length == MaxMessage) return;
        if (_length == _kept.Length) Array.Resize(ref _kept, Math.Max(UsualMessage, _length * 2));
        _kept[_length++] = octet;
    }

    private void Give(Action<byte[], int, int> message)
    {
        var length = _length > 0 && _kept[_length - 1] == '\r' && _place == Place.Line ? _length - 1 : _length;
        _length = 0;
        _place = Place.Between;
        message(_kept, 0, length);
    }
}
