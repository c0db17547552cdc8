using System;
using System.Globalization;
using System.Net;
using System.Text;

namespace MdiPrereq.Protocols;

/// <summary>
/// What a probe of an inbound row carries, so that it is known again at the other end: which sending it is of, and what the sender saw.
/// Text of printable ASCII without blanks, so that it stays whole in a RADIUS attribute (RFC 2865 section 5, 253 octets at most) and in
/// a syslog message, and can be read in anybody's log.
/// </summary>
/// <example><c>MDIPREREQ1/0f3a…9c/Radius1813/1/1764115200000/10.0.0.5/40112/10.0.0.10/1813</c></example>
/// <param name="Id">The sending's id: 32 hexadecimal digits, not to be guessed.</param>
/// <param name="Row">The row's id.</param>
/// <param name="Attempt">Which try of the sending, from 1.</param>
/// <param name="SentUtc">When it was sent, by the sender's clock, UTC, to the millisecond.</param>
/// <param name="Sender">The address and port that it left from, as the sender saw them.</param>
/// <param name="Target">The address and port that it was sent to, as the sender saw them.</param>
internal sealed record ProbeMarker(string Id, string Row, int Attempt, DateTime SentUtc, IPEndPoint Sender, IPEndPoint Target)
{
    /// <summary>Longer text is no marker of ours; addresses without a scope have 45 characters at most.</summary>
    public const int MaxLength = 224;

    private const string Prefix = "MDIPREREQ1/";
    private const int IdLength = 32;
    private const int MaxRowLength = 32;
    private const int MaxAttempt = 99;
    private const char Separator = '/';

    private static readonly byte[] PrefixBytes = Encoding.ASCII.GetBytes(Prefix);
    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>An id for a sending.</summary>
    public static string NewId() =>
        string.Concat(Array.ConvertAll(RandomId.Bytes(IdLength / 2), octet => octet.ToString("x2", CultureInfo.InvariantCulture)));

    /// <summary>Whether text can be the id of a sending.</summary>
    public static bool IsId(string text) => text.Length == IdLength && Array.TrueForAll(text.ToCharArray(), IsHexadecimal);

    /// <summary>The first marker in a message.</summary>
    /// <returns>Null when there is none that is whole and makes sense.</returns>
    public static ProbeMarker? Find(byte[] data, int offset, int count)
    {
        var end = offset + count;
        for (var at = offset; at <= end - PrefixBytes.Length; at++)
        {
            if (StartsAt(data, at)) return Parse(Word(data, at, Math.Min(end, at + MaxLength + 1)));
        }

        return null;
    }

    /// <summary>The marker as it is sent.</summary>
    public override string ToString() => string.Join(
        Separator.ToString(),
        Prefix.TrimEnd(Separator),
        Id,
        Row,
        Number(Attempt),
        Number((long)(SentUtc - Epoch).TotalMilliseconds),
        Bare(Sender.Address),
        Number(Sender.Port),
        Bare(Target.Address),
        Number(Target.Port));

    private static ProbeMarker? Parse(string text)
    {
        var parts = text.Split(Separator);
        if (text.Length > MaxLength || parts.Length != 9 || !IsId(parts[1]) || !IsRow(parts[2])) return null;
        if (!TryNumber(parts[3], MaxAttempt, out var attempt) || attempt == 0) return null;
        if (!TryNumber(parts[4], (long)(DateTime.MaxValue - Epoch).TotalMilliseconds, out var sent)) return null;
        return EndPoint(parts[5], parts[6]) is { } sender && EndPoint(parts[7], parts[8]) is { } target
            ? new(parts[1], parts[2], (int)attempt, Epoch.AddMilliseconds(sent), sender, target)
            : null;
    }

    private static bool StartsAt(byte[] data, int at)
    {
        for (var i = 0; i < PrefixBytes.Length; i++)
        {
            if (data[at + i] != PrefixBytes[i]) return false;
        }

        return true;
    }

    // A marker ends with the message, or where anything comes that it cannot hold: a quote, a blank, a line's end.
    private static string Word(byte[] data, int at, int end)
    {
        var stop = at;
        while (stop < end && IsOfMarker((char)data[stop])) stop++;
        return Encoding.ASCII.GetString(data, at, stop - at);
    }

    private static bool IsOfMarker(char letter) =>
        letter is Separator or '.' or ':' or (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static bool IsHexadecimal(char letter) => letter is (>= '0' and <= '9') or (>= 'a' and <= 'f');

    private static bool IsRow(string text) =>
        text.Length is > 0 and <= MaxRowLength && Array.TrueForAll(text.ToCharArray(), letter => letter is not (Separator or '.' or ':'));

    private static bool TryNumber(string text, long max, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= max;

    private static IPEndPoint? EndPoint(string address, string port) =>
        IPAddress.TryParse(address, out var parsed) && Bare(parsed) == address && TryNumber(port, ushort.MaxValue, out var number)
            ? new(parsed, (int)number)
            : null;

    // The scope of a link-local address means nothing on another machine.
    private static string Bare(IPAddress address) => new IPAddress(address.GetAddressBytes()).ToString();

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
