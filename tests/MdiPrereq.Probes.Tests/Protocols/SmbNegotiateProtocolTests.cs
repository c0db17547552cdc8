using System;
using System.Linq;
using System.Net;
using MdiPrereq.Protocols;
using Xunit;

namespace MdiPrereq.Tests.Protocols;

public class SmbNegotiateProtocolTests
{
    private static readonly byte[] Guid = [.. Enumerable.Range(1, 16).Select(value => (byte)value)];

    [Fact]
    public void Negotiates_SMB2()
    {
        const string Expected = """
            0000006c fe534d42 4000 0000 00000000 0000 0100 00000000 00000000 0000000000000000 00000000 00000000 0000000000000000
            00000000000000000000000000000000
            2400 0400 0100 0000 00000000 0102030405060708090a0b0c0d0e0f10 0000000000000000
            0202 1002 0003 0203
            """;
        Assert.Equal(112, Negotiate().Request.Length);
        Assert.Equal(HexVector.Parse(Expected), Negotiate().Request);
    }

    [Fact]
    public void Begins_with_a_fresh_client_guid()
    {
        var target = new ProtocolTarget(IPAddress.Loopback, "pc1");
        var guids = Enumerable.Range(0, 8).Select(_ => new SmbNegotiateProtocol().Begin(Transport.Tcp, target).Request[80..96]);
        Assert.Equal(8, guids.Select(HexVector.Format).Distinct().Count());
    }

    [Theory]
    [InlineData(0x0302, 3, "SMB 3.0.2, signing required")]
    [InlineData(0x0300, 1, "SMB 3.0, signing enabled")]
    [InlineData(0x0210, 1, "SMB 2.1, signing enabled")]
    [InlineData(0x0202, 0, "SMB 2.0.2, signing off")]
    public void Tells_dialect_and_signing(int dialect, int securityMode, string evidence) =>
        Assert.Equal(evidence, Negotiate().Answer(Response(dialect, securityMode)).Evidence);

    [Theory]
    [InlineData("smb-samba-ad-dc", "SMB 3.0.2, signing required")]
    [InlineData("smb-samba-standalone", "SMB 3.0.2, signing enabled")]
    public void Reads_real_servers(string vector, string evidence)
    {
        var reply = HexVector.Load(vector);
        var findings = Negotiate().Answer(reply);
        Assert.Equal(evidence, findings.Evidence);
        Assert.StartsWith("2026-11-22 22:16:", $"{findings.RemoteTimeUtc:u}", StringComparison.Ordinal);
        Negotiate().RefusesEveryTruncation(reply, isStream: true);
    }

    [Fact]
    public void Tells_the_time()
    {
        var time = new DateTime(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);
        Assert.Equal(time, Negotiate().Answer(Response(time: (ulong)time.ToFileTimeUtc())).RemoteTimeUtc);
        Assert.Null(Negotiate().Answer(Response(time: 0)).RemoteTimeUtc);
        Assert.Null(Negotiate().Answer(Response(time: ulong.MaxValue)).RemoteTimeUtc);
    }

    [Fact]
    public void Counts_a_server_that_insists_on_a_newer_dialect()
    {
        byte[] reply = [.. Response()[..68].With(3, 73).With(12, 0xBB, 0, 0, 0xC0), 9, 0, 0, 0, 0, 0, 0, 0, 0];
        Assert.Equal("SMB, but none of the dialects 2.0.2 to 3.0.2", Negotiate().Answer(reply).Evidence);
    }

    [Fact]
    public void Refuses_what_does_not_answer_our_negotiation()
    {
        var valid = Response();
        Negotiate().Refuses(Negotiate().Request, "an SMB request, not a response");
        Negotiate().Refuses(valid.With(4, 0xFF), "only SMB1");
        Negotiate().Refuses(valid[..6].With(5, 0x54), "not SMB");
        Negotiate().Refuses(valid.With(8, 9), "header has a wrong size");
        Negotiate().Refuses(valid.With(12, 0x22, 0, 0, 0xC0), "status 0xC0000022");
        Negotiate().Refuses(valid.With(16, 1), "another request");
        Negotiate().Refuses(valid.With(28, 77), "another request");
        Negotiate().Refuses(valid.With(68, 9), "structure size 9");
        Negotiate().Refuses(valid.With(72, 0x11, 0x03), "0x0311, which was not offered");
        Negotiate().Refuses(valid.With(3, 70), "bytes expected");
        Negotiate().Refuses([0, 1, 0, 1], "65537 bytes");
        Negotiate().Refuses([0, 0, 0, 31], "31 bytes");
        Negotiate().Refuses([0x83], "not SMB");
        Negotiate().Refuses("HTTP/1.1 400"u8.ToArray(), "not SMB");
        Negotiate().RefusesEveryTruncation(valid, isStream: true);
    }

    [Fact]
    public void Survives_anything() => ReplyChecks.SurvivesFuzzing(Negotiate, Response());

    private static SmbNegotiateExchange Negotiate() => new(Guid);

    /// <summary>MS-SMB2 2.2.4, with a SPNEGO token of 16 bytes behind the fixed part.</summary>
    private static byte[] Response(int dialect = 0x0302, int securityMode = 3, ulong time = 0)
    {
        var message = new ByteWriter()
            .Bytes(0xFE).Ascii("SMB").UInt16LittleEndian(64).Zeros(8).UInt16LittleEndian(1).UInt32LittleEndian(1).Zeros(44)
            .UInt16LittleEndian(65).UInt16LittleEndian(securityMode).UInt16LittleEndian(dialect).Zeros(2).Bytes(Guid)
            .UInt32LittleEndian(7).UInt32LittleEndian(0x800000).UInt32LittleEndian(0x800000).UInt32LittleEndian(0x800000)
            .UInt64LittleEndian(time).Zeros(8).UInt16LittleEndian(128).UInt16LittleEndian(16).Zeros(4).Zeros(16)
            .ToArray();
        return new ByteWriter().UInt32BigEndian((uint)message.Length).Bytes(message).ToArray();
    }
}
