using System;
using System.Linq;
using System.Net;
using MdiPrereq.Protocols;
using Xunit;
using static MdiPrereq.Tests.Protocols.DnsMessageBuilder;

namespace MdiPrereq.Tests.Protocols;

public class DnsProtocolTests
{
    private const string Zone = "2.1.10.in-addr.arpa";

    private static readonly DnsQuery Query = new(0x1234, DnsReverseName.Of(IPAddress.Parse("10.1.2.3")), DnsRecordType.PTR);

    private static readonly byte[] Soa = [.. Name("dc1.contoso.com"), .. Name("hostmaster.contoso.com"), .. new byte[20]];

    [Fact]
    public void Asks_for_the_name_of_the_address()
    {
        const string Message = "1234 0100 0001 0000 0000 0000 0133 0132 0131 023130 07696e2d61646472 0461727061 00 000c 0001";
        Assert.Equal(HexVector.Parse(Message), new DnsExchange(Query, Transport.Udp).Request);
        Assert.Equal(HexVector.Parse("0027" + Message), new DnsExchange(Query, Transport.Tcp).Request);
    }

    [Fact]
    public void Begins_with_a_fresh_id()
    {
        var target = new ProtocolTarget(IPAddress.Parse("10.1.2.3"), "dc1");
        var requests = Enumerable.Range(0, 8).Select(_ => new DnsProtocol().Begin(Transport.Udp, target).Request).ToArray();
        Assert.All(requests, request => Assert.Equal(Query.ToBytes()[2..], request[2..]));
        Assert.True(requests.Select(HexVector.Format).Distinct().Count() > 1);
    }

    [Fact]
    public void Finds_the_name()
    {
        var response = new DnsMessageBuilder(Query).Answer(DnsRecordType.PTR, Name("dc1.contoso.com")).ToArray();
        var findings = Udp().Answer(response);
        Assert.Equal(("NOERROR, PTR dc1.contoso.com", "dc1.contoso.com"), (findings.Evidence, findings.RemoteName));
        Assert.Equal(findings, Tcp().Answer(DnsMessageBuilder.Tcp(response)));
    }

    [Fact]
    public void Finds_the_name_behind_an_alias_and_only_that()
    {
        var findings = Udp().Answer(new DnsMessageBuilder(Query)
            .Answer("3.0-63." + Zone, DnsRecordType.PTR, Name("pc7.contoso.com"))
            .Answer("4." + Zone, DnsRecordType.PTR, Name("other.contoso.com"))
            .Answer(DnsRecordType.CNAME, Name("3.0-63." + Zone))
            .ToArray());
        Assert.Equal("NOERROR, PTR pc7.contoso.com", findings.Evidence);
    }

    [Fact]
    public void Names_three_of_many()
    {
        var builder = new DnsMessageBuilder(Query);
        foreach (var name in (string[])["a.test", "b.test", "c.test", "d.test", "e.test"]) builder.Answer(DnsRecordType.PTR, Name(name));
        var findings = Udp().Answer(builder.ToArray());
        Assert.Equal(("NOERROR, PTR a.test, b.test, c.test and 2 more", "a.test"), (findings.Evidence, findings.RemoteName));
    }

    [Fact]
    public void Makes_hostile_names_harmless()
    {
        var findings = Udp().Answer(new DnsMessageBuilder(Query).Answer(DnsRecordType.PTR, [3, (byte)'=', 0x1B, 0xFF, 0]).ToArray());
        Assert.Equal(@"\u003D\027\255", findings.RemoteName);
    }

    [Theory]
    [InlineData(0x8180, null, "NOERROR, no PTR record")]
    [InlineData(0x8180, Zone, "NOERROR, no PTR record (zone 2.1.10.in-addr.arpa)")]
    [InlineData(0x8380, null, "NOERROR, truncated")]
    [InlineData(0x8181, null, "FORMERR")]
    [InlineData(0x8182, null, "SERVFAIL: no reverse zone or no forwarder")]
    [InlineData(0x8183, null, "NXDOMAIN")]
    [InlineData(0x8583, "10.in-addr.arpa", "NXDOMAIN (zone 10.in-addr.arpa)")]
    [InlineData(0x8185, null, "REFUSED: the server does not serve this zone to us")]
    [InlineData(0x818B, null, "RCODE 11")]
    public void Tells_what_the_server_said(int flags, string? zone, string evidence)
    {
        var builder = new DnsMessageBuilder(Query, flags);
        if (zone is not null) builder.Authority(zone, DnsRecordType.SOA, Soa);
        var findings = Udp().Answer(builder.ToArray());
        Assert.Equal((evidence, ""), (findings.Evidence, findings.RemoteName));
    }

    [Fact]
    public void Lets_only_errors_leave_the_question_out()
    {
        Assert.Equal("FORMERR", Udp().Answer(new DnsMessageBuilder(Query, 0x8181, repeatQuestion: false).ToArray()).Evidence);
        Udp().Refuses(new DnsMessageBuilder(Query, repeatQuestion: false).ToArray(), "no DNS question");
    }

    [Fact]
    public void Refuses_what_does_not_answer_the_query()
    {
        Udp().Refuses(Udp().Request, "a DNS query");
        Tcp().Refuses(Tcp().Request, "a DNS query");
        Udp().Refuses(new DnsMessageBuilder(Query with { Id = 0x1235 }).ToArray(), "another DNS transaction id");
        Udp().Refuses(new DnsMessageBuilder(Query with { Type = DnsRecordType.A }).ToArray(), "another DNS question");
        Udp().Refuses(new DnsMessageBuilder(Query with { Name = DnsName.Parse("x") }).ToArray(), "another DNS question");
        Udp().Refuses(new DnsMessageBuilder(Query, 0xA980).ToArray(), "operation code 5");
    }

    [Fact]
    public void Refuses_counts_and_lengths_beyond_the_data()
    {
        var builder = new DnsMessageBuilder(Query) { CountedAnswers = 0xFFFF }.Answer(DnsRecordType.PTR, Name("a.test"));
        Assert.Equal(ReplyKind.Foreign, Udp().Read(builder.ToArray()).Kind);
        foreach (var (type, data) in ((DnsRecordType, byte[])[])
            [
                (DnsRecordType.A, new byte[3]),
                (DnsRecordType.AAAA, new byte[4]),
                (DnsRecordType.PTR, [.. Name("a.test"), 0]),
                (DnsRecordType.PTR, []),
                (DnsRecordType.SRV, [0, 0, 0, 0, 0, 80]),
                (DnsRecordType.SOA, Soa[..^1]),
            ])
        {
            Assert.Equal(ReplyKind.Foreign, Udp().Read(new DnsMessageBuilder(Query).Answer(type, data).ToArray()).Kind);
        }
    }

    [Fact]
    public void Does_not_wait_for_other_protocols_over_tcp()
    {
        Tcp().Refuses("SSH-2.0-OpenSSH_9.2p1\r\n"u8.ToArray(), "another DNS transaction id");
        Tcp().Refuses([0, 11], "no header");
    }

    [Fact]
    public void Waits_for_the_whole_message_over_tcp_and_refuses_half_of_one_over_udp()
    {
        var message = new DnsMessageBuilder(Query, 0x8580).Answer(DnsRecordType.PTR, Name("dc1.contoso.com"))
            .Authority(Zone, DnsRecordType.NS, Name("dc1.contoso.com"))
            .Additional("dc1.contoso.com", DnsRecordType.A, [10, 1, 2, 3])
            .ToArray();
        Udp().RefusesEveryTruncation(message, isStream: false);
        Tcp().RefusesEveryTruncation(DnsMessageBuilder.Tcp(message), isStream: true);
        ReplyChecks.SurvivesFuzzing(Udp, message);
        ReplyChecks.SurvivesFuzzing(Tcp, DnsMessageBuilder.Tcp(message));
    }

    [Fact]
    public void Finds_domain_controllers_with_their_addresses()
    {
        var query = new DnsQuery(7, DnsName.Parse("_ldap._tcp.dc._msdcs.corp.test"), DnsRecordType.SRV);
        var exchange = new DnsExchange(query, Transport.Udp);
        var reply = exchange.Read(new DnsMessageBuilder(query)
            .Answer(DnsRecordType.SRV, [0, 0, 0, 100, 1, 0x85, .. Name("dc1.corp.test")])
            .Answer(DnsRecordType.SRV, [0, 1, 0, 50, 1, 0x85, .. Name("dc2.corp.test")])
            .Additional("dc1.corp.test", DnsRecordType.A, [10, 99, 0, 10])
            .Additional("dc1.corp.test", DnsRecordType.AAAA, IPAddress.Parse("fd00::10").GetAddressBytes())
            .Additional("dc1.corp.test", (DnsRecordType)99, [1, 2, 3])
            .ToArray());

        Assert.Equal("NOERROR", reply.Findings.Evidence);
        var response = DnsExchange.AnswerIn(reply.Carried)!;
        Assert.Equal(
            [(0, 100, 389, "dc1.corp.test"), (1, 50, 389, "dc2.corp.test")],
            response.AnswersTo<DnsServiceRecord>(query).Select(dc => (dc.Priority, dc.Weight, dc.Port, dc.Target.ToString())));
        Assert.Equal(
            ["10.99.0.10", "fd00::10"],
            response.Additionals.OfType<DnsAddressRecord>().Select(record => record.Address.ToString()));
        Assert.Equal(3, response.Additionals.Count);
    }

    [Theory]
    [InlineData("dns-ptr-samba-udp", "10.77.0.10", "NOERROR, PTR dc1.corp.lab.test", "dc1.corp.lab.test")]
    [InlineData("dns-ptr-missing-samba-udp", "10.77.0.254", "NXDOMAIN (zone 0.77.10.in-addr.arpa)", "")]
    [InlineData("dns-ptr-no-zone-samba-udp", "192.0.2.1", "NXDOMAIN", "")]
    [InlineData("dns-ptr-empty-zone-bind-udp", "10.77.0.10", "NXDOMAIN (zone 10.in-addr.arpa)", "")]
    [InlineData("dns-ptr-refused-bind-udp", "10.77.0.10", "REFUSED: the server does not serve this zone to us", "")]
    public void Reads_what_real_servers_send(string recorded, string address, string evidence, string name)
    {
        var query = Query with { Name = DnsReverseName.Of(IPAddress.Parse(address)) };
        var findings = new DnsExchange(query, Transport.Udp).Answer(HexVector.Load(recorded));
        Assert.Equal((evidence, name), (findings.Evidence, findings.RemoteName));
    }

    [Fact]
    public void Reads_what_a_real_server_sends_over_tcp()
    {
        var recorded = HexVector.Load("dns-ptr-samba-tcp");
        var query = Query with { Name = DnsReverseName.Of(IPAddress.Parse("10.77.0.10")) };
        DnsExchange Begin() => new(query, Transport.Tcp);
        Assert.Equal("NOERROR, PTR dc1.corp.lab.test", Begin().Answer(recorded).Evidence);
        Begin().RefusesEveryTruncation(recorded, isStream: true);
        ReplyChecks.SurvivesFuzzing(Begin, recorded);
    }

    [Fact]
    public void Finds_the_controllers_of_a_real_domain()
    {
        var query = new DnsQuery(0x1234, DnsName.Parse("_ldap._tcp.dc._msdcs.corp.lab.test"), DnsRecordType.SRV);
        var exchange = new DnsExchange(query, Transport.Udp);
        var response = DnsExchange.AnswerIn(exchange.Read(HexVector.Load("dns-srv-samba-udp")).Carried)!;
        Assert.Equal(
            [("dc1.corp.lab.test", 389), ("dc2.corp.lab.test", 389)],
            response.AnswersTo<DnsServiceRecord>(query).Select(dc => (dc.Target.ToString(), dc.Port)).Order());
    }

    [Fact]
    public void Gives_up_on_aliases_that_go_round_in_circles()
    {
        var findings = Udp().Answer(new DnsMessageBuilder(Query)
            .Answer(DnsRecordType.CNAME, Name("a.test"))
            .Answer("a.test", DnsRecordType.CNAME, Name(Query.Name.ToString()))
            .ToArray());
        Assert.Equal("NOERROR, no PTR record", findings.Evidence);
    }

    [Fact]
    public void Reads_a_message_full_of_pointers_in_bounded_time()
    {
        // 64 KiB of the smallest records that cost the most to read.
        var writer = new ByteWriter().Bytes(new DnsMessageBuilder(Query) { CountedAnswers = 0xFFFF }.ToArray());
        while (writer.Length < 0xFF00) writer.UInt16BigEndian(0xC00C).UInt16BigEndian(5).UInt16BigEndian(1).Zeros(4).UInt16BigEndian(2)
            .UInt16BigEndian(0xC000 | Math.Min(writer.Length - 14, 0x3FFF));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Udp().Read(writer.ToArray());
        Assert.InRange(watch.ElapsedMilliseconds, 0, 2000);
    }

    [Fact]
    public void Asks_with_the_size_that_an_answer_may_have()
    {
        // RFC 6891 section 6.1.2: one additional record, of the root, type 41, 1232 in place of the class.
        var request = (Query with { DatagramSize = DnsQuery.UnfragmentedSize }).ToBytes();
        Assert.Equal(HexVector.Parse("0001 0000 0000 0001"), request[4..12]);
        Assert.Equal(HexVector.Parse("00 0029 04d0 00000000 0000"), request[^11..]);
        Assert.Equal(Query.ToBytes()[12..], request[12..^11]);
    }

    [Fact]
    public void Reads_a_code_that_has_upper_bits() =>
        Assert.Equal("BADVERS", Udp().Answer(new DnsMessageBuilder(Query).Option(extendedCode: 1).ToArray()).Evidence);

    [Fact]
    public void Looks_at_nothing_behind_an_id_or_a_question_that_is_not_ours()
    {
        var hostile = FullOfLongNames();
        foreach (
            var (at, value, why) in ((int, byte, string)[])[(1, 0x35, "another DNS transaction id"), (13, 0x34, "another DNS question"), (5, 2, "another DNS question")])
        {
            var foreign = hostile.With(at, value);
            Assert.InRange(Allocated.By(() => Udp().Refuses(foreign, why)), 0, 8 * 1024);
        }
    }

    [Fact]
    public void Names_of_a_message_come_to_no_more_than_any_message_has()
    {
        // 45 MiB of names came of these 64 KiB.
        var hostile = FullOfLongNames();
        Assert.InRange(Allocated.By(() => Udp().Refuses(hostile, "the names in its DNS message")), 0, 1024 * 1024);
    }

    /// <summary>A name of 127 labels, and records that each put three names of one label before it.</summary>
    private static byte[] FullOfLongNames()
    {
        var writer = new ByteWriter().Bytes(new DnsMessageBuilder(Query) { CountedAnswers = 0xFFFF }.ToArray());
        var longest = writer.Length;
        for (var label = 0; label < 126; label++) writer.Byte(1).Byte('a');
        writer.Byte(0).UInt16BigEndian(99).UInt16BigEndian(1).Zeros(6);
        while (writer.Length < 0xFF00)
        {
            writer.UInt16BigEndian(0xC000 | longest).UInt16BigEndian(6).UInt16BigEndian(1).Zeros(4).UInt16BigEndian(24)
                .UInt16BigEndian(0xC000 | longest).UInt16BigEndian(0xC000 | longest).Zeros(20);
        }

        return writer.ToArray();
    }

    private static DnsExchange Udp() => new(Query, Transport.Udp);

    private static DnsExchange Tcp() => new(Query, Transport.Tcp);
}
