using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using MdiPrereq.Protocols;
using Xunit;

namespace MdiPrereq.Tests.Protocols;

public class KerberosProtocolTests
{
    private const int Nonce = 0x12345678;
    private const string Realm = "INVALID.MDIPROBE";

    private static readonly byte[] WrongRealm = Error(68);

    [Fact]
    public void Asks_for_a_realm_that_does_not_exist_and_names_nobody()
    {
        // Section 8.6 of the requirements: 126 bytes.
        const string InHex = "494e56414c49442e4d444950524f4245";
        const string Message = "6a 7c 30 7a a1 03 02 01 05 a2 03 02 01 0a a4 6e 30 6c a0 07 03 05 00 00 00 00 10 a2 12 1b 10" + InHex
            + "a3 25 30 23 a0 03 02 01 02 a1 1c 30 1a 1b 06 6b7262746774 1b 10" + InHex
            + "a5 11 18 0f 32303337303931333032343830355a a7 06 02 04 12 34 56 78 a8 0b 30 09 02 01 12 02 01 11 02 01 17";
        Assert.Equal(HexVector.Parse(Message), Udp().Request);
        Assert.Equal(HexVector.Parse("0000007e" + Message), Tcp().Request);
    }

    [Fact]
    public void Begins_with_a_fresh_nonce_and_realm()
    {
        var target = new ProtocolTarget(IPAddress.Loopback, "dc1");
        var requests = Enumerable.Range(0, 4).Select(_ => new KerberosProtocol().Begin(Transport.Udp, target).Request).ToArray();
        Assert.All(requests, request => Assert.Equal(126, request.Length));
        Assert.Equal(4, requests.Select(RealmOf).Distinct().Count());
        Assert.All(requests, request => Assert.Matches("^[A-Z]{7}\\.MDIPROBE$", RealmOf(request)));

        static string RealmOf(byte[] request) => System.Text.Encoding.ASCII.GetString(request, 31, 16);
    }

    [Fact]
    public void Counts_only_an_error_about_the_service_that_was_asked_for()
    {
        // What an earlier version took for a domain controller: 38 bytes, the same for everybody.
        byte[] constant =
        [
            0x7E,
            0x24,
            0x30,
            0x22,
            0xA0,
            3,
            2,
            1,
            5,
            0xA1,
            3,
            2,
            1,
            30,
            0xA4,
            0x11,
            0x18,
            0x0F,
            .. "20260102030405Z"u8,
            0xA6,
            3,
            2,
            1,
            68,
        ];
        Assert.Equal(38, constant.Length);
        Udp().Refuses(constant, "does not say which service");
        Tcp().Refuses(Framed(constant), "does not say which service");
        Udp().Refuses(Error(68, realm: "CORP.TEST"), "another service");
        Udp().Refuses(Error(68, service: ["krbtgt", "CORP.TEST"]), "another service");
        Udp().Refuses(Error(68, service: ["kadmin", Realm]), "another service");
        Udp().Refuses(Error(68, service: ["krbtgt"]), "another service");
        Udp().Refuses(Error(68, service: [.. Enumerable.Repeat("krbtgt", 9)]), "too many parts");
        Udp().Answer(Error(68, realm: "invalid.mdiprobe", service: ["krbtgt", "Invalid.MdiProbe"]));
    }

    [Fact]
    public void A_recorded_error_does_not_answer_todays_request()
    {
        var exchange = new KerberosProtocol().Begin(Transport.Udp, new ProtocolTarget(IPAddress.Loopback, "dc1"));
        exchange.Refuses(HexVector.Load("kerberos-error-samba-udp"), "another service");
    }

    [Theory]
    [InlineData(68, null, "KRB-ERROR 68 KDC_ERR_WRONG_REALM")]
    [InlineData(6, "No client in request", "KRB-ERROR 6 KDC_ERR_C_PRINCIPAL_UNKNOWN: No client in request")]
    [InlineData(60, "a\u001b[2J\0", "KRB-ERROR 60 KRB_ERR_GENERIC: a\\u001B[2J")]
    [InlineData(60, "\0", "KRB-ERROR 60 KRB_ERR_GENERIC")]
    [InlineData(1234, null, "KRB-ERROR 1234")]
    public void Takes_any_error_for_an_answer(int code, string? text, string evidence)
    {
        var expected = new Findings
        {
            Evidence = evidence,
            RemoteTimeUtc = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc).AddTicks(1_234_560),
        };
        Assert.Equal(expected, Udp().Answer(Error(code, text)));
        Assert.Equal(expected, Tcp().Answer(Framed(Error(code, text))));
    }

    [Theory]
    [InlineData("kerberos-error-samba-udp", Transport.Udp, 701_344)]
    [InlineData("kerberos-error-samba-tcp", Transport.Tcp, 702_135)]
    public void Reads_the_error_as_samba_sends_it(string recorded, Transport transport, int microseconds)
    {
        var reply = HexVector.Load(recorded);
        KerberosExchange Begin() => new(Nonce, Realm, transport);
        var expected = new Findings
        {
            Evidence = "KRB-ERROR 6 KDC_ERR_C_PRINCIPAL_UNKNOWN: No client in request",
            RemoteTimeUtc = new DateTime(2026, 11, 22, 22, 11, 30, DateTimeKind.Utc).AddTicks(microseconds * 10),
        };
        Assert.Equal(expected, Begin().Answer(reply));
        Begin().RefusesEveryTruncation(reply, isStream: transport == Transport.Tcp);
        ReplyChecks.SurvivesFuzzing(Begin, reply);
    }

    [Theory]
    [InlineData("20260102030405Z", 1_000_000, "2026-01-02T03:04:05.0000000Z")]
    [InlineData("20260102030405Z", -1, "2026-01-02T03:04:05.0000000Z")]
    [InlineData("99991231235959Z", 999_999, null)]
    [InlineData("yesterday", 0, null)]
    public void Reads_no_time_into_nonsense(string time, int microseconds, string? expected)
    {
        var found = Udp().Answer(Error(68, time: time, microseconds: microseconds)).RemoteTimeUtc;
        Assert.Equal(expected, found?.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Refuses_what_is_no_error()
    {
        Udp().Refuses(Udp().Request, "a Kerberos request");
        Tcp().Refuses(Tcp().Request, "a Kerberos request");
        Udp().Refuses("HTTP/1.1 400 Bad Request\r\n"u8.ToArray(), "not a Kerberos error");
        Udp().Refuses(Error(68, version: 4), "not a Kerberos 5 error");
        Udp().Refuses(Error(68, messageType: 11), "not a Kerberos 5 error");
        Udp().Refuses([0x6B, .. WrongRealm.Skip(1)], "not a Kerberos error");
    }

    [Fact]
    public void Does_not_wait_for_a_lying_length()
    {
        Tcp().Refuses("S"u8.ToArray(), "no Kerberos length");
        Tcp().Refuses([0, 1], "no Kerberos length");
        Tcp().Refuses([0, 0, 0, 0], "empty");
        Tcp().Refuses([0, 0, 0xFF, 0xFF, 0x30], "not a Kerberos error");
    }

    [Fact]
    public void Waits_for_the_whole_message_over_tcp_and_refuses_half_of_one_over_udp()
    {
        var error = Error(6, "No client in request");
        Udp().RefusesEveryTruncation(error, isStream: false);
        Tcp().RefusesEveryTruncation(Framed(error), isStream: true);
        ReplyChecks.SurvivesFuzzing(Udp, error);
        ReplyChecks.SurvivesFuzzing(Tcp, Framed(error));
    }

    private static KerberosExchange Udp() => new(Nonce, Realm, Transport.Udp);

    private static KerberosExchange Tcp() => new(Nonce, Realm, Transport.Tcp);

    private static byte[] Framed(byte[] message) => new ByteWriter().UInt32BigEndian((uint)message.Length).Bytes(message).ToArray();

    private static byte[] Error(
        int code,
        string? text = null,
        string time = "20260102030405Z",
        int microseconds = 123456,
        int version = 5,
        int messageType = 30,
        string realm = Realm,
        string[]? service = null)
    {
        var fields = new List<byte[]>
        {
            Field(0, BerWriter.Integer(version)),
            Field(1, BerWriter.Integer(messageType)),
            Field(4, BerWriter.Text(time, BerTag.GeneralizedTime)),
            Field(5, microseconds < 0 ? [0x02, 0x01, 0xFF] : BerWriter.Integer(microseconds)),
            Field(6, BerWriter.Integer(code)),
            Field(9, BerWriter.Text(realm, BerTag.GeneralString)),
            Field(10, BerWriter.Sequence(Field(0, BerWriter.Integer(2)), Field(1, BerWriter.Sequence(
                [.. (service ?? ["krbtgt", realm]).Select(part => BerWriter.Text(part, BerTag.GeneralString))])))),
        };
        if (text is not null) fields.Add(Field(11, BerWriter.Text(text, BerTag.GeneralString)));
        return BerWriter.Element(BerTag.Application(30), BerWriter.Sequence([.. fields]));
    }

    private static byte[] Field(int number, byte[] content) => BerWriter.Element(BerTag.Context(number), content);
}
