using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;
using MdiPrereq.Protocols;
using Xunit;

namespace MdiPrereq.Tests.Protocols;

public class NtpProtocolTests
{
    private const ulong Cookie = 0x0123456789ABCDEF;

    /// <summary>2026-01-02T03:04:05 UTC, in seconds since 1900.</summary>
    private const ulong Seconds = 3_976_311_845;

    [Fact]
    public void Sends_48_bytes_that_tell_nothing()
    {
        Assert.Equal(HexVector.Parse("23" + new string('0', 78) + "0123456789abcdef"), Exchange().Request);
        var target = new ProtocolTarget(IPAddress.Loopback, "dc1");
        var requests = Enumerable.Range(0, 4).Select(_ => new NtpProtocol().Begin(Transport.Udp, target).Request).ToArray();
        Assert.All(requests, request => Assert.Equal(Exchange().Request[..40], request[..40]));
        Assert.True(requests.Select(HexVector.Format).Distinct().Count() > 1);
    }

    [Fact]
    public void Reads_the_time_in_the_middle_of_receiving_and_sending()
    {
        var findings = Exchange().Answer(Packet());
        Assert.Equal("stratum 3, reference 10.0.0.1", findings.Evidence);
        Assert.Equal("", findings.Concern);
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 5, 500, DateTimeKind.Utc), findings.RemoteTimeUtc);
    }

    [Fact]
    public void Reads_what_chrony_sends()
    {
        var findings = Exchange().Answer(HexVector.Load("ntp-chrony"));
        Assert.Equal("stratum 10, reference 127.127.1.1", findings.Evidence);
        Assert.Equal("2026-11-22T22:11:32.7037464Z", findings.RemoteTimeUtc?.ToString("O", CultureInfo.InvariantCulture));
        Assert.Equal(
            new Findings { Evidence = "stratum 0, not synchronised", Concern = "Its clock is not synchronised." },
            Exchange().Answer(HexVector.Load("ntp-chrony-unsynchronised")));
    }

    [Theory]
    [InlineData(0x00000000_00000001, "2036-02-07T06:28:16.0000000Z")]
    [InlineData(0x00000001_80000000, "2036-02-07T06:28:17.5000000Z")]
    [InlineData(0xFFFFFFFF_FFFFFFFF, "2036-02-07T06:28:15.9999999Z")]
    [InlineData(0x7FFFFFFF_00000000, "2104-02-26T09:42:23.0000000Z")]
    [InlineData(0x80000000_00000000, "1968-01-20T03:14:08.0000000Z")]
    [InlineData(0x83AA7E80_00000000, "1970-01-01T00:00:00.0000000Z")]
    public void Knows_both_eras(ulong value, string expected)
    {
        Assert.Equal(expected, new NtpTimestamp(value).ToUtc().ToString("O", CultureInfo.InvariantCulture));
        Assert.Equal(
            expected,
            Exchange().Answer(Packet(receive: value, transmit: value)).RemoteTimeUtc?.ToString("O", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Reads_across_the_turn_of_the_era() => Assert.Equal(
        new DateTime(2036, 2, 7, 6, 28, 16, DateTimeKind.Utc),
        Exchange().Answer(Packet(receive: 0xFFFFFFFF_00000000, transmit: 0x00000001_00000000)).RemoteTimeUtc);

    [Theory]
    [InlineData(1, "GPS\0", "stratum 1, reference GPS")]
    [InlineData(1, "LOCL", "stratum 1, reference LOCL")]
    [InlineData(1, "\u001b[2J", @"stratum 1, reference \u001B[2J")]
    [InlineData(15, "\0\0\0\0", "stratum 15")]
    public void Names_what_the_clock_follows(int stratum, string reference, string evidence) =>
        Assert.Equal(evidence, Exchange().Answer(Packet(stratum: stratum, reference: Encoding.ASCII.GetBytes(reference))).Evidence);

    [Theory]
    [InlineData(0, 0, "RATE", "stratum 0, kiss code RATE", "It answers but serves us no time (kiss code RATE).")]
    [InlineData(3, 0, "INIT", "stratum 0, kiss code INIT", "Its clock is not synchronised (kiss code INIT).")]
    [InlineData(3, 0, "\0\0\0\0", "stratum 0, not synchronised", "Its clock is not synchronised.")]
    [InlineData(0, 0, "\u001b[2J", "stratum 0, not synchronised", "Its clock is not synchronised.")]
    [InlineData(0, 16, "\0\0\0\0", "stratum 16, not synchronised", "Its clock is not synchronised.")]
    [InlineData(3, 4, "\0\0\0\0", "stratum 4, not synchronised", "Its clock is not synchronised.")]
    public void Trusts_no_clock_that_is_not_synchronised(int leap, int stratum, string reference, string evidence, string concern)
    {
        var findings = Exchange().Answer(Packet(leap: leap, stratum: stratum, reference: Encoding.ASCII.GetBytes(reference)));
        Assert.Equal(new Findings { Evidence = evidence, Concern = concern }, findings);
    }

    [Fact]
    public void Refuses_what_does_not_answer_the_request()
    {
        Exchange().Refuses(Exchange().Request, "mode 3");
        Exchange().Refuses(Packet(mode: 5), "mode 5");
        Exchange().Refuses(Packet(version: 0), "version 0");
        Exchange().Refuses(Packet(version: 7), "version 7");
        Exchange().Refuses(Packet(origin: Cookie + 1), "time stamp of our NTP request");
        Exchange().Refuses(Packet(origin: 0, leap: 3, stratum: 0), "time stamp of our NTP request");
        Exchange().Refuses(Packet(receive: 0), "tells no time");
        Exchange().Refuses(Packet(transmit: 0), "tells no time");
    }

    [Fact]
    public void Refuses_less_than_a_packet_and_lets_more_be()
    {
        Exchange().RefusesEveryTruncation(Packet(), isStream: false);
        Assert.Equal(Exchange().Answer(Packet()), Exchange().Answer([.. Packet(), .. new byte[20]]));
        ReplyChecks.SurvivesFuzzing(Exchange, Packet());
    }

    private static NtpExchange Exchange() => new(Cookie);

    private static byte[] Packet(
        int leap = 0,
        int version = 4,
        int mode = 4,
        int stratum = 3,
        byte[]? reference = null,
        ulong origin = Cookie,
        ulong receive = Seconds << 32,
        ulong transmit = (Seconds + 1) << 32) => new ByteWriter()
        .Byte((leap << 6) | (version << 3) | mode).Byte(stratum).Byte(6).Byte(0xE8).Zeros(8).Bytes(reference ?? [10, 0, 0, 1])
        .UInt64BigEndian((Seconds - 60) << 32).UInt64BigEndian(origin).UInt64BigEndian(receive).UInt64BigEndian(transmit)
        .ToArray();
}
