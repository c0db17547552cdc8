using System;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using MdiPrereq.Protocols;
using Xunit;

namespace MdiPrereq.Tests.Protocols.Inbound;

/// <summary>RADIUS accounting as it is sent (RFC 2866 section 4.1), and what proves the reply (section 4.2).</summary>
public sealed class AccountingExchangeTests
{
    private static readonly byte[] Secret = "testing123"u8.ToArray();

    private static readonly ProbeMarker Marker = new(
        "0123456789abcdef0123456789abcdef",
        "Radius1813",
        1,
        new DateTime(2026, 11, 26, 0, 0, 0, DateTimeKind.Utc),
        new(IPAddress.Parse("192.0.2.100"), 40112),
        new(IPAddress.Parse("192.0.2.10"), 1813));

    [Fact]
    public void Says_that_a_session_ended_which_nobody_started_and_names_no_user()
    {
        var request = new AccountingExchange(7, Marker, Secret).Request;
        var packet = RadiusPacket.Read(request, 0, request.Length)!;
        Assert.Equal((4, 7, request.Length), (packet.Code, packet.Identifier, packet.Length));
        Assert.Equal(
            [
                "40: 00000002", // Acct-Status-Type: Stop
                $"44: {Hex(Marker.Id)}",
                $"50: {Hex(Marker.ToString())}",
                $"32: {Hex("MdiPrereq")}",
                "4: C0000264",
                "61: 00000005", // NAS-Port-Type: Virtual
            ],
            packet.Attributes.Select(one => $"{one.Type}: {HexVector.Format(request[one.Offset..(one.Offset + one.Count)])}"));
    }

    [Fact]
    public void An_IPv6_sender_stands_in_an_attribute_of_its_own()
    {
        var address = IPAddress.Parse("2001:db8::5");
        var request = new AccountingExchange(7, Marker with { Sender = new(address, 40112) }, Secret).Request;
        var attributes = RadiusPacket.Read(request, 0, request.Length)!.Attributes;
        var found = Assert.Single(attributes, one => one.Type == 95);
        Assert.Equal(address, new IPAddress(request[found.Offset..(found.Offset + found.Count)]));
        Assert.DoesNotContain(attributes, one => one.Type == 4);
    }

    [Fact]
    [SuppressMessage("Security", "CA5351", Justification = "RFC 2866 knows no other.")]
    public void The_authenticator_is_what_RFC_2866_says()
    {
        var request = new AccountingExchange(7, Marker, Secret).Request;
        byte[] hashed = [.. request[..4], .. new byte[16], .. request[20..], .. Secret];
        Assert.Equal(MD5.HashData(hashed), request[4..20]);
    }

    [Fact]
    public void Without_a_secret_the_authenticator_is_random()
    {
        var (one, other) = (new AccountingExchange(7, Marker, null).Request, new AccountingExchange(7, Marker, null).Request);
        Assert.NotEqual(one[4..20], other[4..20]);
        Assert.Equal(one[20..], other[20..]);
    }

    [Fact]
    public void The_longest_marker_fits()
    {
        var longest = new IPEndPoint(IPAddress.Parse("2001:db8:1111:2222:3333:4444:5555:6666"), 65535);
        var request = new AccountingExchange(7, Marker with { Row = new('R', 32), Attempt = 99, Sender = longest, Target = longest }, null).Request;
        Assert.NotNull(RadiusPacket.Read(request, 0, request.Length));
    }

    [Fact]
    public void The_recorded_request_is_made_again_from_its_marker() =>
        Assert.Equal(HexVector.Load("radius-request"), Recorded(Secret).Request);

    [Fact]
    public void The_reply_of_FreeRADIUS_is_proved_by_the_secret()
    {
        var reply = HexVector.Load("radius-response-freeradius");
        Assert.Equal("Accounting-Response, proved by the secret", Recorded(Secret).Answer(reply).Evidence);
        Recorded(Secret).RefusesEveryTruncation(reply, isStream: false);
    }

    [Fact]
    public void The_same_reply_is_not_proved_by_another_secret_and_not_without_one()
    {
        var reply = HexVector.Load("radius-response-freeradius");
        Recorded("testing124"u8.ToArray()).Refuses(reply, "another secret");
        Assert.Equal(new AccountingReply(HadSecret: true), Recorded("testing124"u8.ToArray()).Read(reply).Carried);

        // Without the secret the authenticator of the request was random, and so it is no reply to this one; nothing is claimed of it.
        Recorded(null).Refuses(reply, "without the shared secret");
        Assert.Equal(new AccountingReply(HadSecret: false), Recorded(null).Read(reply).Carried);
    }

    [Fact]
    public void Every_flipped_bit_of_a_reply_is_refused()
    {
        var reply = HexVector.Load("radius-response-freeradius");
        for (var bit = 0; bit < reply.Length * 8; bit++)
        {
            var flipped = reply.With(bit / 8, (byte)(reply[bit / 8] ^ (1 << (bit % 8))));
            Assert.NotEqual(ReplyKind.Answer, Recorded(Secret).Read(flipped).Kind);
        }
    }

    [Theory]
    [InlineData("02 6b 0014 000102030405060708090a0b0c0d0e0f", "RADIUS Access-Accept")]
    [InlineData("05 6c 0014 000102030405060708090a0b0c0d0e0f", "another request")]
    [InlineData("48 54 54 50", "no RADIUS packet")]
    public void What_is_no_reply_to_it_is_refused(string hex, string why) => Recorded(Secret).Refuses(HexVector.Parse(hex), why);

    [Fact]
    public void Each_try_has_another_identifier()
    {
        var protocol = new RadiusAccountingProtocol(Marker.Id, Marker.Row, Secret);
        var requests = Enumerable.Range(0, 20).Select(attempt => protocol.Begin(Transport.Udp, new(
            Marker.Target.Address, "sensor01", attempt, 1813, Marker.Sender)).Request).ToList();
        Assert.Equal(20, requests.Select(request => request[1]).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, 20), requests.Select(request => ProbeMarker.Find(request, 0, request.Length)!.Attempt));
    }

    private static AccountingExchange Recorded(byte[]? secret)
    {
        var request = HexVector.Load("radius-request");
        return new(request[1], ProbeMarker.Find(request, 0, request.Length)!, secret);
    }

    private static string Hex(string text) => HexVector.Format(Encoding.ASCII.GetBytes(text));
}
