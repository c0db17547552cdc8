using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using MdiPrereq.Protocols;
using Xunit;

namespace MdiPrereq.Tests.Protocols;

public class NodeStatusProtocolTests
{
    private const int Unique = 0x0400;
    private const int Group = 0x8400;

    private static readonly byte[] Mac = [0x00, 0x15, 0x5D, 0x01, 0x02, 0x03];

    [Fact]
    public void Asks_for_the_wildcard_name()
    {
        var expected = HexVector.Parse("1234 0000 0001 0000 0000 0000 20 434b")
            .Concat(Enumerable.Repeat((byte)0x41, 30)).Concat(HexVector.Parse("00 0021 0001")).ToArray();
        Assert.Equal(50, expected.Length);
        Assert.Equal(expected, Ask().Request);
    }

    [Fact]
    public void Begins_with_a_fresh_id()
    {
        var target = new ProtocolTarget(IPAddress.Loopback, "pc1");
        var requests = Enumerable.Range(0, 8).Select(_ => new NodeStatusProtocol().Begin(Transport.Udp, target).Request).ToArray();
        Assert.All(requests, request => Assert.Equal(Ask().Request[2..], request[2..]));
        Assert.True(requests.Select(HexVector.Format).Distinct().Count() > 1);
    }

    [Fact]
    public void Names_a_member_as_Windows_answers()
    {
        var findings = Ask().Answer(Reply(Mac, Name("PC7", 0x00, Unique), Name("CORP", 0x00, Group), Name("PC7", 0x20, Unique)));
        Assert.Equal("PC7, domain or workgroup CORP, MAC 00-15-5D-01-02-03", findings.Evidence);
        Assert.Equal("PC7", findings.RemoteName);
    }

    [Theory]
    [InlineData("netbios-samba-ad-dc", "DC1, domain CORP", 8)]
    [InlineData("netbios-nmbd", "FS1, domain or workgroup NNRLAB", 7)]
    public void Names_real_servers(string vector, string evidence, int names)
    {
        var exchange = Ask();
        var reply = HexVector.Load(vector);
        Assert.Equal((evidence, evidence[..3]), (exchange.Answer(reply).Evidence, exchange.Answer(reply).RemoteName));
        Assert.Equal(names, NodeStatusExchange.AnswerIn(exchange.Read(reply).Carried)!.Names.Count);
        Ask().RefusesEveryTruncation(reply, isStream: false);
        ReplyChecks.SurvivesFuzzing(Ask, reply);
    }

    [Fact]
    public void Finds_the_computer_behind_the_names_of_groups()
    {
        var findings = Ask().Answer(Reply(Mac, Name("__SAMBA__", 0x00, 0xC600), Name("CORP", 0x00, 0xC400), Name("DC9", 0x00, 0x4400)));
        Assert.Equal("DC9, domain or workgroup CORP", findings.Evidence);
    }

    [Theory]
    [InlineData("OLD:00:0C00,NEW:00:0400", "NEW")] // in conflict
    [InlineData("OLD:00:1400,NEW:00:0400", "NEW")] // being deregistered
    [InlineData("OLD:00:0000,NEW:00:0400", "NEW")] // not active
    [InlineData("IS~WEB:00:0400,WEB:00:0400", "WEB")] // IIS
    [InlineData("CORP:00:8400,NAS:20:6400", "NAS")] // no workstation service
    [InlineData("CORP:00:8400", "")]
    [InlineData("", "")]
    public void Takes_the_name_that_the_computer_holds(string names, string expected)
    {
        var table = names.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(entry => entry.Split(':'))
            .Select(parts => Name(parts[0], Convert.ToByte(parts[1], 16), Convert.ToInt32(parts[2], 16))).ToArray();
        var findings = Ask().Answer(Reply([], table));
        Assert.Equal(expected, findings.RemoteName);
        if (expected.Length == 0) Assert.StartsWith("no computer name", findings.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Makes_hostile_names_harmless()
    {
        Assert.Equal(@"\u001B[2JPC", NameOf([0x1B, .. "[2JPC"u8]));
        Assert.Equal(@"\u003DSUM(A1)", NameOf("=SUM(A1)"u8));
        Assert.Equal(@"GR\x99\xE1E", NameOf([.. "GR"u8, 0x99, 0xE1, (byte)'E']));
        Assert.Equal("PADDED", NameOf([.. "PADDED"u8, 0, 0]));
        Assert.Equal("", NameOf([]));
    }

    [Fact]
    public void Passes_over_a_repeated_question_and_a_compressed_name()
    {
        var body = Reply(Mac, Name("PC7", 0x00, Unique))[(12 + 34)..];
        byte[] reply = [.. HexVector.Parse("1234 8400 0001 0001 0000 0000"), .. Ask().Request[12..], 0xC0, 0x0C, .. body];
        Assert.Equal("PC7", Ask().Answer(reply).RemoteName);
    }

    [Fact]
    public void Refuses_a_repeated_question_that_is_not_ours()
    {
        var body = Reply(Mac, Name("PC7", 0x00, Unique))[(12 + 34)..];
        byte[] reply = [.. HexVector.Parse("1234 8400 0001 0001 0000 0000"), .. Ask().Request[12..], 0xC0, 0x0C, .. body];
        Ask().Refuses(reply.With(20, 0x42), "another question");
        Ask().Refuses(reply.With(47, 0x20), "another question");
        Ask().Refuses(reply.With(51, 0x0D), "another name");
    }

    [Fact]
    public void Refuses_what_is_no_node_status_of_ours()
    {
        var valid = Reply(Mac, Name("PC7", 0x00, Unique));
        Ask().Refuses(Ask().Request, "a request, not a reply");
        Ask().Refuses(valid.With(0, 0x13), "another transaction id");
        Ask().Refuses(valid.With(3, 0x05), "RCODE 5");
        Ask().Refuses(valid.With(7, 0), "no node status");
        Ask().Refuses(valid.With(47, 0x20), "another service");
        Ask().Refuses(valid.With(48, 0, 2), "another service");
        Ask().Refuses(valid.With(2, 0xAC), "another NetBIOS operation");
        Ask().Refuses(valid.With(12, 0x60), "another name");
        Ask().Refuses(valid.With(14, 0x4C), "another name");
        Ask().Refuses(valid.With(5, 2), "several questions");
        Ask().Refuses(valid.With(56, 200), "200 NetBIOS names");
        Ask().Refuses(valid.With(54, 0xFF), "bytes expected");
        Ask().RefusesEveryTruncation(valid, isStream: false);
    }

    [Fact]
    public void Survives_anything() =>
        ReplyChecks.SurvivesFuzzing(Ask, Reply(Mac, Name("PC7", 0x00, Unique), Name("CORP", 0x00, Group), Name("PC7", 0x20, Unique)));

    private static NodeStatusExchange Ask() => new(0x1234);

    private static string NameOf(ReadOnlySpan<byte> name) => Ask().Answer(Reply(Mac, Name(name, 0x00, Unique))).RemoteName;

    private static byte[] Name(string name, byte suffix, int flags) => Name(Encoding.ASCII.GetBytes(name), suffix, flags);

    private static byte[] Name(ReadOnlySpan<byte> name, byte suffix, int flags)
    {
        var entry = Enumerable.Repeat((byte)' ', 18).ToArray();
        name.CopyTo(entry);
        (entry[15], entry[16], entry[17]) = (suffix, (byte)(flags >> 8), (byte)flags);
        return entry;
    }

    private static byte[] Reply(byte[] statistics, params byte[][] names)
    {
        var data = new List<byte> { (byte)names.Length };
        foreach (var name in names) data.AddRange(name);
        data.AddRange(statistics);
        return new ByteWriter().Bytes(HexVector.Parse("1234 8400 0000 0001 0000 0000")).Bytes(Ask().Request[12..46])
            .UInt16BigEndian(0x21).UInt16BigEndian(1).UInt32BigEndian(0).UInt16BigEndian(data.Count).Bytes([.. data]).ToArray();
    }
}
