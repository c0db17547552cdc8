using System.Net;
using MdiPrereq.Protocols;
using Xunit;

namespace MdiPrereq.Tests.Protocols;

public class RdpNegotiationProtocolTests
{
    private static readonly byte[] Nla = HexVector.Parse("03000013 0ed00000123400 02 1f 0800 02000000"); // Windows Server with NLA

    [Fact]
    public void Asks_for_TLS_and_CredSSP_without_a_cookie()
    {
        Assert.Equal(HexVector.Parse("03000013 0ee00000000000 01 00 0800 03000000"), Ask().Request);
        Assert.Equal(TlsUse.AfterReply, new RdpNegotiationProtocol().Tls);
    }

    [Theory]
    [InlineData("02 00 0800 01000000", "TLS", true)]
    [InlineData("02 1f 0800 02000000", "CredSSP (NLA)", true)]
    [InlineData("02 00 0800 04000000", "RDSTLS", true)]
    [InlineData("02 1f 0800 08000000", "CredSSP (NLA) with early user authorization", true)]
    [InlineData("02 1f 0800 10000000", "Microsoft Entra ID authentication", true)]
    [InlineData("02 00 0800 00000000", "standard RDP security, no certificate", false)]
    [InlineData("03 00 0800 02000000", "no certificate: SSL_NOT_ALLOWED_BY_SERVER", false)]
    [InlineData("03 00 0800 05000000", "no certificate: HYBRID_REQUIRED_BY_SERVER", false)]
    [InlineData("03 00 0800 63000000", "no certificate: failure code 99", false)]
    public void Reads_what_the_server_chose(string negotiation, string evidence, bool startTls)
    {
        var reply = Ask().Read(HexVector.Parse("03000013 0ed00000123400" + negotiation));
        Assert.Equal((ReplyKind.Answer, evidence, startTls), (reply.Kind, reply.Findings.Evidence, reply.StartTls));
    }

    [Fact]
    public void Reads_a_real_server()
    {
        var reply = Ask().Read(HexVector.Load("rdp-xrdp"));
        Assert.Equal((ReplyKind.Answer, "TLS", true), (reply.Kind, reply.Findings.Evidence, reply.StartTls));
    }

    [Fact]
    public void Knows_a_server_that_negotiates_nothing()
    {
        var old = HexVector.Load("rdp-xrdp-no-negotiation");
        var reply = Ask().Read(old);
        Assert.Equal("no negotiation, standard RDP security, no certificate", reply.Findings.Evidence);
        Assert.False(reply.StartTls);
        Ask().RefusesEveryTruncation(old, isStream: true);
    }

    [Theory]
    [InlineData("03000013 0ed00000000000 02 00 0800 01000000")] // FreeRDP
    [InlineData("03000013 0ed01234000000 02 00 0800 01000000")] // the references the other way round
    public void Does_not_judge_the_references(string reply) => Assert.Equal("TLS", Ask().Answer(HexVector.Parse(reply)).Evidence);

    [Theory]
    [InlineData("03000013 0ee00000000000 01 00 0800 03000000", "an RDP connection request")]
    [InlineData("03000013 0ed00000123400 01 00 0800 03000000", "of type 1")]
    [InlineData("03000013 0ed00000123400 02 00 0900 01000000", "wrong length")]
    [InlineData("03000013 0ed00000123400 02 00 0800 20000000", "does not exist (0x20)")]
    [InlineData("03000013 0ed00000123400 02 00 0800 03000000", "does not exist (0x3)")]
    [InlineData("03000013 fed00000123400 09 00 00ff 0f000000", "contradict")]
    [InlineData("0300000c 07d00000123400 02", "bytes expected")]
    [InlineData("0300000b 06800000123400", "disconnect request")]
    [InlineData("0300000b 06700000123400", "type 0x70")]
    [InlineData("0300ffff", "65535 bytes")]
    [InlineData("0300000a", "10 bytes")]
    [InlineData("53", "not RDP")]
    [InlineData("160301", "not RDP")]
    public void Refuses_at_once_what_is_no_confirm(string reply, string why) => Ask().Refuses(HexVector.Parse(reply), why);

    [Fact]
    public void Waits_for_the_rest_and_looks_no_further()
    {
        Ask().RefusesEveryTruncation(Nla, isStream: true);
        Assert.Equal("CredSSP (NLA)", Ask().Answer([.. Nla, .. new byte[100]]).Evidence);
    }

    [Fact]
    public void Survives_anything() => ReplyChecks.SurvivesFuzzing(Ask, Nla);

    private static Exchange Ask() => new RdpNegotiationProtocol().Begin(Transport.Tcp, new ProtocolTarget(IPAddress.Loopback, "pc1"));
}
