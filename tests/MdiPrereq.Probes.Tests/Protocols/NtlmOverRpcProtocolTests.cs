using System.Linq;
using System.Net;
using MdiPrereq.Protocols;
using Xunit;

namespace MdiPrereq.Tests.Protocols;

public class NtlmOverRpcProtocolTests
{
    private const uint CallId = 1;

    [Fact]
    public void Binds_to_the_endpoint_mapper_and_offers_NTLM()
    {
        const string Expected = """
            05 00 0b 03 10 00 00 00 78 00 28 00 01 00 00 00
            b8 10 b8 10 00 00 00 00 01 00 00 00
            00 00 01 00
            08 83 af e1 1f 5d c9 11 91 a4 08 00 2b 14 a0 fa 03 00 00 00
            04 5d 88 8a eb 1c c9 11 9f e8 08 00 2b 10 48 60 02 00 00 00
            0a 02 00 00 01 00 00 00
            4e 54 4c 4d 53 53 50 00 01 00 00 00 97 82 08 e2
            00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 0a 00 63 45 00 00 00 0f
            """;
        Assert.Equal(HexVector.Parse(Expected), Bind().Request);
    }

    [Fact]
    public void Begins_with_a_fresh_call_id()
    {
        var target = new ProtocolTarget(IPAddress.Loopback, "pc1");
        var requests = Enumerable.Range(0, 8).Select(_ => new NtlmOverRpcProtocol().Begin(Transport.Tcp, target).Request).ToArray();
        Assert.All(requests, request => Assert.Equal(Bind().Request[16..], request[16..]));
        Assert.Equal(8, requests.Select(HexVector.Format).Distinct().Count());
    }

    [Fact]
    public void Names_a_member_as_Windows_answers()
    {
        var exchange = Bind();
        var reply = exchange.Read(BindAck(NtlmChallengeBuilder.Member()));
        var findings = reply.Findings;
        Assert.Equal("dc1.corp.test, domain corp.test, Windows build 20348", findings.Evidence);
        Assert.Equal("dc1.corp.test", findings.RemoteName);
        Assert.Equal(NtlmChallengeBuilder.Time, findings.RemoteTimeUtc);
        var challenge = NtlmOverRpcExchange.AnswerIn(reply.Carried)!;
        Assert.Equal(
            ("CORP", "DC1", "CORP", "corp.test"),
            (challenge.TargetName, challenge.NetBiosComputerName, challenge.NetBiosDomainName, challenge.DnsTreeName));
    }

    [Fact]
    public void Names_real_servers()
    {
        var reply = HexVector.Load("rpc-ntlm-samba-ad-dc");
        var findings = Bind().Answer(reply);
        Assert.Equal(("dc1.corp.lab.test, domain corp.lab.test", "dc1.corp.lab.test"), (findings.Evidence, findings.RemoteName));
        Assert.Equal("2026-11-22 22:16:04Z", $"{findings.RemoteTimeUtc:u}");
        Bind().RefusesEveryTruncation(reply, isStream: true);
        ReplyChecks.SurvivesFuzzing(Bind, reply);

        Assert.Equal("FS1", Bind().Answer(HexVector.Load("rpc-ntlm-samba-standalone")).Evidence);
        Bind().Refuses(HexVector.Load("rpc-plain-samba-ad-dc"), "no NTLM challenge");
    }

    [Fact]
    public void Names_a_computer_in_no_domain()
    {
        var challenge = new NtlmChallengeBuilder { TargetName = "PC7" }.Flags(0xE28A8215)
            .Pair(2, "PC7").Pair(1, "PC7").Pair(4, "pc7").Pair(3, "pc7").End().ToArray();
        Assert.Equal("pc7, Windows build 20348", Bind().Answer(BindAck(challenge)).Evidence);
    }

    [Fact]
    public void Falls_back_to_the_NetBIOS_name_and_then_to_the_target()
    {
        var short1 = new NtlmChallengeBuilder { Build = 0 }.Pair(2, "CORP").Pair(1, "DC1").End().ToArray();
        Assert.Equal("DC1, domain CORP", Bind().Answer(BindAck(short1)).Evidence);
        var server = new NtlmChallengeBuilder { TargetName = "NAS", Build = 0 }.Flags(0xE20A8215).ToArray();
        Assert.Equal(("NAS", "NAS"), (Bind().Answer(BindAck(server)).Evidence, Bind().Answer(BindAck(server)).RemoteName));
        var oem = new NtlmChallengeBuilder { TargetName = "N\u00C4S", Build = 0 }.Flags(0xE20A8214).ToArray();
        Assert.Equal(@"N\xC4S", Bind().Answer(BindAck(oem)).RemoteName);
        var nothing = new NtlmChallengeBuilder { Build = 0 }.Flags(0xE2098215).ToArray();
        var findings = Bind().Answer(BindAck(nothing));
        Assert.Equal(("an NTLM challenge without a name", "", null), (findings.Evidence, findings.RemoteName, findings.RemoteTimeUtc));
    }

    [Fact]
    public void Takes_a_time_beyond_the_calendar_for_none()
    {
        var challenge = new NtlmChallengeBuilder().Pair(1, "DC1").Pair(7, [255, 255, 255, 255, 255, 255, 255, 255]).End().ToArray();
        Assert.Null(Bind().Answer(BindAck(challenge)).RemoteTimeUtc);
    }

    [Fact]
    public void Makes_hostile_names_harmless()
    {
        var challenge = new NtlmChallengeBuilder { Build = 0 }.Pair(3, "=a\u001B]0;x\u0007\u202E").Pair(1, "X").End().ToArray();
        Assert.Equal(@"\u003Da\u001B]0;x\u0007\u202E", Bind().Answer(BindAck(challenge)).RemoteName);
    }

    [Fact]
    public void Refuses_a_challenge_that_points_outside()
    {
        Refused(new NtlmChallengeBuilder { TargetInfoOffset = 0xFFFF0000, TargetInfoLength = 0x4000 }, "points outside");
        Refused(new NtlmChallengeBuilder { TargetInfoOffset = 0x7FFFFFFF, TargetInfoLength = 2 }, "points outside");
        Refused(new NtlmChallengeBuilder { TargetInfoLength = 500 }, "points outside");
        Refused(new NtlmChallengeBuilder().Pair(3, [1, 2, 3]), "UTF-16");
        Refused(new NtlmChallengeBuilder().Pair(7, [1, 2, 3]), "bytes expected");

        static void Refused(NtlmChallengeBuilder challenge, string why) => Bind().Refuses(BindAck(challenge.ToArray()), why);
    }

    [Fact]
    public void Says_why_there_is_no_name()
    {
        Bind().Refuses(BindAck([]), "the endpoint mapper sent no NTLM challenge");
        Bind().Refuses(Packet(0x0D, [8, 0, 0, 0], 0), "refused the bind with NTLM (authentication type not recognised)");
        Bind().Refuses(Packet(0x0D, [77, 0], 0), "(reason 77)");
        Bind().Refuses(Packet(0x03, [32, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0], 0), "a fault (access denied)");
        Bind().Refuses(Packet(0x03, [32, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4], 0), "a fault (status 0x04030201)");
        Bind().Refuses(Packet(0x0D, [], 0), "bytes expected");
    }

    [Fact]
    public void Refuses_what_does_not_answer_our_bind()
    {
        var valid = BindAck(NtlmChallengeBuilder.Member());
        Bind().Refuses(Bind().Request, "an RPC request, not a reply");
        Bind().Refuses("SSH-2.0-OpenSSH\r\n"u8.ToArray(), "not RPC");
        Bind().Refuses("H"u8.ToArray(), "not RPC");
        Bind().Refuses(valid.With(12, 77), "another call id");
        Bind().Refuses(valid.With(2, 0x02), "type 0x02");
        Bind().Refuses(valid.With(3, 0x01), "in fragments");
        Bind().Refuses(valid.With(4, 0x00), "big-endian");
        Bind().Refuses(valid[..16].With(8, 0xFF, 0xFF), "65535 bytes");
        Bind().Refuses(valid.With(8, 15, 0), "15 bytes");
        Bind().Refuses(valid.With(10, 0xFF, 0xFF), "does not fit");
        Bind().Refuses(valid.With(60, 16), "authentication type 16");
        Bind().Refuses(BindAck(NtlmMessage.BuildNegotiate()), "type 1");
        Bind().Refuses(BindAck("GSSAPI thing"u8.ToArray()), "no NTLM message");
        Bind().RefusesEveryTruncation(valid, isStream: true);
    }

    [Fact]
    public void Looks_no_further_than_the_packet() =>
        Assert.Equal("dc1.corp.test", Bind().Answer([.. BindAck(NtlmChallengeBuilder.Member()), .. new byte[50]]).RemoteName);

    [Fact]
    public void Survives_anything() => ReplyChecks.SurvivesFuzzing(Bind, BindAck(NtlmChallengeBuilder.Member()));

    private static NtlmOverRpcExchange Bind() => new(CallId);

    /// <summary>bind_ack as C706 section 12.6.4.4 has it: the secondary address "135", one accepted context, the token.</summary>
    private static byte[] BindAck(byte[] token)
    {
        var body = new ByteWriter().UInt16LittleEndian(4280).UInt16LittleEndian(4280).UInt32LittleEndian(0x5301)
            .UInt16LittleEndian(4).Ascii("135\0").Zeros(2)
            .Byte(1).Zeros(3).Zeros(4).Bytes(Bind().Request[52..72]);
        if (token.Length > 0) body.Byte(10).Byte(2).Zeros(2).UInt32LittleEndian(1).Bytes(token);
        return Packet(0x0C, body.ToArray(), token.Length);
    }

    private static byte[] Packet(int type, byte[] body, int authLength) => new ByteWriter()
        .Byte(5).Byte(0).Byte(type).Byte(3).Bytes(0x10, 0, 0, 0)
        .UInt16LittleEndian(16 + body.Length).UInt16LittleEndian(authLength).UInt32LittleEndian(CallId).Bytes(body).ToArray();
}
