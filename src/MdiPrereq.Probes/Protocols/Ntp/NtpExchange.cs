using System;
using System.Globalization;
using System.Net;
using System.Text;

namespace MdiPrereq.Protocols;

/// <summary>
/// One NTP client request (RFC 5905 section 7.3) and the judgement of the reply. The transmit time is <paramref name="cookie"/>, not
/// our clock: the server only repeats it, and so it tells nothing about us and proves that the reply is ours
/// (draft-ietf-ntp-data-minimization).
/// </summary>
internal sealed class NtpExchange(ulong cookie) : Exchange(BuildRequest(cookie))
{
    private const int ClientVersion4 = (4 << 3) | 3;
    private const int ServerMode = 4;
    private const int PacketSize = 48;
    private const int LeapUnknown = 3;
    private const int StratumUnsynchronised = 16;

    protected override Reply Parse(ByteReader reader)
    {
        if (reader.Length < PacketSize) return Reply.Foreign($"{reader.Length} bytes are too few for an NTP packet");
        var first = reader.ReadByte();
        var leap = first >> 6;
        var version = (first >> 3) & 7;
        var mode = first & 7;
        var stratum = reader.ReadByte();
        reader.Skip(10); // Poll, precision, root delay, root dispersion.
        var reference = reader.ReadBytes(4);
        reader.Skip(8); // When the server's own clock was last set.
        var origin = reader.ReadUInt64BigEndian();
        var receive = new NtpTimestamp(reader.ReadUInt64BigEndian());
        var transmit = new NtpTimestamp(reader.ReadUInt64BigEndian());

        if (mode != ServerMode) return Reply.Foreign($"it is an NTP packet of mode {mode}, not a server's reply");
        if (version is 0 or > 4) return Reply.Foreign($"it is an NTP packet of version {version}");
        if (origin != cookie) return Reply.Foreign("it does not repeat the time stamp of our NTP request");

        if (stratum == 0 && KissCode(reference) is { } code) return Reply.Answer(Kiss(code));
        if (leap == LeapUnknown || stratum is 0 or >= StratumUnsynchronised) return Reply.Answer(Unsynchronised(stratum, reference));

        // RFC 4330 section 5: a zero here is no time, and taking it for one would show a skew of a century.
        if (receive.IsZero || transmit.IsZero) return Reply.Foreign("its NTP reply claims a synchronised clock and tells no time");
        return Reply.Answer(new() { Evidence = Describe(stratum, reference), RemoteTimeUtc = Midpoint(receive.ToUtc(), transmit.ToUtc()) });
    }

    private static byte[] BuildRequest(ulong cookie) =>
        new ByteWriter().Byte(ClientVersion4).Zeros(39).UInt64BigEndian(cookie).ToArray();

    private static DateTime Midpoint(DateTime receive, DateTime transmit) => receive.AddTicks((transmit - receive).Ticks / 2);

    private static Findings Unsynchronised(int stratum, byte[] reference) => new()
    {
        Evidence = Describe(stratum, reference) + ", not synchronised",
        Concern = "Its clock is not synchronised.",
    };

    /// <summary>RFC 5905 section 7.4. INIT and STEP are no refusals: the server has not set its clock yet.</summary>
    private static Findings Kiss(string code) => new()
    {
        Evidence = "stratum 0, kiss code " + code,
        Concern = code is "INIT" or "STEP"
            ? $"Its clock is not synchronised (kiss code {code})."
            : $"It answers but serves us no time (kiss code {code}).",
    };

    private static string Describe(int stratum, byte[] reference)
    {
        var text = "stratum " + stratum.ToString(CultureInfo.InvariantCulture);
        return ReferenceName(stratum, reference) is { Length: > 0 } name ? $"{text}, reference {name}" : text;
    }

    /// <summary>What the clock follows: letters at stratum 1, an IPv4 address below it (for IPv6 a hash that looks like one).</summary>
    private static string ReferenceName(int stratum, byte[] reference)
    {
        if (Array.TrueForAll(reference, octet => octet == 0)) return "";
        return stratum switch
        {
            0 => "",
            1 => SafeText.Clean(Letters(reference)),
            _ => new IPAddress(reference).ToString(),
        };
    }

    private static string? KissCode(byte[] reference) =>
        Array.TrueForAll(reference, octet => octet is >= (byte)'A' and <= (byte)'Z') ? Letters(reference) : null;

    private static string Letters(byte[] reference) => Encoding.ASCII.GetString(reference).TrimEnd('\0', ' ');
}
