using System;
using System.Linq;
using System.Net;
using MdiPrereq.Protocols;
using Xunit;

namespace MdiPrereq.Tests.Protocols;

public class LdapRootDseProtocolTests
{
    private const int MessageId = 0x5EADBEEF;
    private const string ActiveDirectory = "1.2.840.113556.1.4.800";

    private static readonly byte[] Done = LongFormBer.Result(MessageId, LdapMessage.SearchResultDone, 0, "");

    [Fact]
    public void Asks_for_the_root()
    {
        // Section 8.5 of the requirements, written out; there with message id 1, which is sent in one octet.
        const string Rest = "63 81 89 04 00 0a 01 00 0a 01 00 02 01 00 02 01 00 01 01 00 87 0b 6f626a656374436c617373 30 69"
            + "04 0b 646e73486f73744e616d65 04 14 64656661756c744e616d696e67436f6e74657874 04 0b 63757272656e7454696d65"
            + "04 14 6973476c6f62616c436174616c6f675265616479 04 0a 7365727665724e616d65"
            + "04 15 737570706f727465644361706162696c6974696573";
        Assert.Equal(HexVector.Parse("30 81 8f 02 01 01" + Rest), new LdapRootDseExchange(1, Transport.Tcp, false).Request);
        Assert.Equal(HexVector.Parse("30 81 92 02 04 5eadbeef" + Rest), Tcp().Request);
        Assert.Equal(Tcp().Request, Udp().Request);
    }

    [Theory]
    [InlineData(false, false, "LDAP", TlsUse.None)]
    [InlineData(true, false, "LDAPS", TlsUse.First)]
    [InlineData(false, true, "LDAP (global catalog)", TlsUse.None)]
    [InlineData(true, true, "LDAPS (global catalog)", TlsUse.First)]
    public void Is_named_for_what_it_speaks(bool tls, bool globalCatalog, string name, object use)
    {
        var protocol = new LdapRootDseProtocol(tls, globalCatalog);
        Assert.Equal((name, use), (protocol.Name, protocol.Tls));
        var target = new ProtocolTarget(IPAddress.Loopback, "dc1");
        var requests = Enumerable.Range(0, 4).Select(_ => protocol.Begin(Transport.Tcp, target).Request).ToArray();
        Assert.All(requests, request => Assert.Equal(149, request.Length));
        Assert.True(requests.Select(HexVector.Format).Distinct().Count() > 1);
    }

    [Fact]
    public void Reads_the_root_as_windows_sends_it()
    {
        var expected = new Findings
        {
            Evidence = "dc1.corp.test, domain corp.test, global catalog ready",
            RemoteName = "dc1.corp.test",
            RemoteTimeUtc = new DateTime(2026, 1, 2, 3, 4, 5, 500, DateTimeKind.Utc),
        };
        byte[] reply = [.. Root(), .. Done];
        Assert.Equal(expected, Udp().Answer(reply));
        Assert.Equal(expected, Tcp().Answer(reply));
        Assert.Equal(expected, Tcp().Answer(Root()));
    }

    [Theory]
    [InlineData("ldap-rootdse-samba-tcp", Transport.Tcp)]
    [InlineData("ldap-rootdse-samba-udp", Transport.Udp)]
    public void Reads_the_root_as_samba_sends_it(string recorded, Transport transport)
    {
        var reply = HexVector.Load(recorded);
        LdapRootDseExchange Begin() => new(MessageId, transport, globalCatalog: true);
        var findings = Begin().Answer(reply);
        Assert.Equal("dc1.corp.lab.test, domain corp.lab.test, global catalog ready", findings.Evidence);
        Assert.Equal(("dc1.corp.lab.test", ""), (findings.RemoteName, findings.Concern));
        Assert.Equal(new DateTime(2026, 11, 22, 22, 11, 0, DateTimeKind.Utc), findings.RemoteTimeUtc!.Value, TimeSpan.FromMinutes(1));
        Begin().RefusesEveryTruncation(reply, isStream: transport == Transport.Tcp, needed: 4 + 0x1B1);
        ReplyChecks.SurvivesFuzzing(Begin, reply);
    }

    [Fact]
    public void Finds_attributes_in_any_letter_case_and_order()
    {
        var reply = LongFormBer.SearchResultEntry(
            MessageId,
            ("SUPPORTEDCAPABILITIES", ["1.2.3", ActiveDirectory]),
            ("DNSHOSTNAME", ["dc1.corp.test"]),
            ("unknown", []));
        Assert.Equal("dc1.corp.test", Tcp().Answer(reply).Evidence);
    }

    [Fact]
    public void Keeps_a_time_that_is_finer_than_a_second() => Assert.Equal(
        new DateTime(2026, 1, 2, 3, 4, 5, 250, DateTimeKind.Utc),
        Tcp().Answer(LongFormBer.SearchResultEntry(MessageId, ("currentTime", ["20260102030405.25Z"]))).RemoteTimeUtc);

    [Fact]
    public void Is_concerned_about_a_global_catalog_that_is_not_ready()
    {
        var onCatalogPort = new LdapRootDseExchange(MessageId, Transport.Tcp, globalCatalog: true).Answer(Root("FALSE"));
        Assert.Equal("dc1.corp.test, domain corp.test, global catalog not ready", onCatalogPort.Evidence);
        Assert.Equal("Its global catalog is not ready.", onCatalogPort.Concern);
        Assert.Equal("", Tcp().Answer(Root("FALSE")).Concern);
        Assert.Equal("", new LdapRootDseExchange(MessageId, Transport.Tcp, globalCatalog: true).Answer(Root()).Concern);
    }

    [Fact]
    public void Tells_other_directories_from_domain_controllers()
    {
        var findings = Tcp().Answer(LongFormBer.SearchResultEntry(MessageId, ("dnsHostName", ["ldap.corp.test"])));
        Assert.Equal("ldap.corp.test, not an Active Directory domain controller", findings.Evidence);
        Assert.Equal("an empty rootDSE", Tcp().Answer(Done).Evidence);
        Assert.Equal(
            "not an Active Directory domain controller",
            Tcp().Answer(LongFormBer.SearchResultEntry(MessageId, ("defaultNamingContext", ["CN=lds,DC=x"]))).Evidence);
    }

    [Fact]
    public void Makes_hostile_names_harmless()
    {
        var findings = Tcp().Answer(LongFormBer.SearchResultEntry(
            MessageId, ("dnsHostName", ["=cmd\u001b[2J"]), ("defaultNamingContext", ["DC=\r\n,DC=x"])));
        Assert.Equal(@"\u003Dcmd\u001B[2J", findings.RemoteName);
        Assert.DoesNotContain(findings.Evidence, char.IsControl);
    }

    [Fact]
    public void Takes_an_error_for_an_answer()
    {
        const string Diagnostic = "00000057: LdapErr: DSID-0C090ABC, comment: Error decoding ldap message, data 0, v4f7c\0";
        var reply = LongFormBer.Result(MessageId, LdapMessage.SearchResultDone, 2, Diagnostic);
        Assert.Equal("LDAP result 2 protocolError: " + Diagnostic.TrimEnd('\0'), Tcp().Answer(reply).Evidence);
        Assert.Equal(
            "LDAP result 4711", Udp().Answer(LongFormBer.Result(MessageId, LdapMessage.SearchResultDone, 4711, "")).Evidence);
    }

    [Fact]
    public void Takes_a_notice_of_disconnection_for_none()
    {
        var notice = LongFormBer.Result(
            0, LdapMessage.ExtendedResponse, 52, "shutting down", BerWriter.Text("1.3.6.1.4.1.1466.20036", 0x8A));
        Tcp().Refuses(notice, "it ended the LDAP session: 52 unavailable: shutting down");
        Tcp().RefusesEveryTruncation(notice, isStream: true);
    }

    [Fact]
    public void Refuses_what_does_not_answer_the_search()
    {
        Tcp().Refuses(Tcp().Request, "an LDAP request");
        Udp().Refuses(Udp().Request, "an LDAP request");
        Tcp().Refuses(LongFormBer.SearchResultEntry(MessageId + 1), "another LDAP message id");
        Tcp().Refuses(LongFormBer.Result(0, LdapMessage.SearchResultDone, 0, ""), "another LDAP message id");
        Tcp().Refuses(LongFormBer.Result(MessageId, LdapMessage.ExtendedResponse, 0, ""), "the LDAP operation 0x78");
        Tcp().Refuses("HTTP/1.1 400 Bad Request\r\n"u8.ToArray(), "not LDAP");
        Tcp().Refuses([0x15], "not LDAP");
    }

    [Fact]
    public void Does_not_wait_for_a_lying_length()
    {
        Tcp().Refuses(HexVector.Parse("30 84 00 01 00 01"), "claims 65537 bytes");
        Tcp().Refuses(HexVector.Parse("30 84 ff ff ff ff"), "claims 4294967295 bytes");
        Tcp().Refuses(HexVector.Parse("30 80"), "0x80");
        Tcp().Refuses("0123456789 and so on, which is no LDAP"u8.ToArray(), "BER");
        Tcp().Refuses(LongFormBer.SearchResultEntry(1, ("dnsHostName", ["dc1"]))[..^1], "another LDAP message id");
    }

    [Fact]
    public void Waits_for_the_whole_message_over_tcp_and_refuses_half_of_one_over_udp()
    {
        byte[] reply = [.. Root(), .. Done];
        Tcp().RefusesEveryTruncation(reply, isStream: true, needed: Root().Length);
        Udp().RefusesEveryTruncation(reply, isStream: false, needed: Root().Length);
        ReplyChecks.SurvivesFuzzing(Tcp, reply);
        ReplyChecks.SurvivesFuzzing(Udp, reply);
    }

    private static byte[] Root(string globalCatalogReady = "TRUE") => LongFormBer.SearchResultEntry(
        MessageId,
        ("currentTime", ["20260102030405.0Z"]),
        ("defaultNamingContext", ["DC=corp,DC=test"]),
        ("dnsHostName", ["dc1.corp.test"]),
        ("serverName", ["CN=DC1,CN=Servers,CN=Default-First-Site-Name,CN=Sites,CN=Configuration,DC=corp,DC=test"]),
        ("supportedCapabilities", [ActiveDirectory, "1.2.840.113556.1.4.1670"]),
        ("isGlobalCatalogReady", [globalCatalogReady]));

    private static LdapRootDseExchange Tcp() => new(MessageId, Transport.Tcp, globalCatalog: false);

    private static LdapRootDseExchange Udp() => new(MessageId, Transport.Udp, globalCatalog: false);
}
