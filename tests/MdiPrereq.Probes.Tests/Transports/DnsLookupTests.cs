using System;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using MdiPrereq.Protocols;
using MdiPrereq.Tests.Protocols;
using MdiPrereq.Transports;
using Xunit;

namespace MdiPrereq.Tests.Transports;

public class DnsLookupTests
{
    private const string Server = "10.0.0.53";
    private const int FormErr = 0x8181;
    private const int NotImp = 0x8184;

    private static readonly DnsName Name = DnsName.Parse("dc1.contoso.com");

    [Fact]
    public async Task Says_what_fits_a_datagram()
    {
        var asked = 0;
        using var network = new FakeDnsNetwork().With(Server, query =>
        {
            asked = query.DatagramSize;
            return Address(query);
        });
        var answer = await AskAsync(network);
        Assert.Equal(1232, asked);
        Assert.Single(answer.Records<DnsAddressRecord>());
    }

    [Fact]
    public void The_probe_of_port_53_says_nothing_of_the_kind()
    {
        var request = new DnsProtocol().Begin(Transport.Udp, new ProtocolTarget(IPAddress.Parse("10.1.2.3"), "dc1")).Request;
        Assert.Equal(0, request[11]);
    }

    [Theory]
    [InlineData(FormErr, false)]
    [InlineData(NotImp, false)]
    [InlineData(0x8180, true)] // BADVERS: the upper bits of the code stand in the OPT record
    public async Task Asks_plainly_where_that_is_not_understood(int flags, bool badVersion)
    {
        using var network = new FakeDnsNetwork().With(Server, query =>
        {
            if (query.DatagramSize == 0) return Address(query);
            var refusal = new DnsMessageBuilder(query, flags);
            return badVersion ? refusal.Option(extendedCode: 1) : refusal;
        });
        var answer = await AskAsync(network);
        Assert.Equal((DnsResponseCode.NoError, 1), (answer.Response!.Code, answer.Records<DnsAddressRecord>().Count));
        Assert.Equal(2, network.RequestsTo(Server));
    }

    [Fact]
    public async Task Asks_plainly_where_that_is_dropped()
    {
        using var network = new FakeDnsNetwork().With(Server, query => query.DatagramSize == 0 ? Address(query) : null);
        Assert.Single((await AskAsync(network)).Records<DnsAddressRecord>());
    }

    [Fact]
    public async Task Takes_the_whole_answer_over_TCP()
    {
        using var network = new FakeDnsNetwork().With(Server, query => new(query, FakeDnsNetwork.Truncated), Address);
        var answer = await AskAsync(network);
        Assert.Equal((1, ""), (answer.Records<DnsAddressRecord>().Count, answer.WhyCut));
    }

    [Theory]
    [InlineData("closed", "Closed, ConnectionRefused")]
    [InlineData("silent", "Open, NoProtocolReply")]
    [InlineData("refused", "gave no better one")]
    public async Task Keeps_a_truncated_answer_when_TCP_fails_and_says_so(string tcp, string why)
    {
        using var network = new FakeDnsNetwork { TcpIsClosed = tcp == "closed" }.With(
            Server,
            query => Address(query, FakeDnsNetwork.Truncated),
            tcp == "refused" ? query => new(query, 0x8185) : _ => null);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var answer = await AskAsync(network, timeout: 500);
        Assert.Single(answer.Records<DnsAddressRecord>());
        Assert.Equal(State.Open, answer.Outcome.State);
        Assert.Contains(why, answer.WhyCut, StringComparison.Ordinal);
        Assert.InRange(watch.ElapsedMilliseconds, 0, 2500); // One timeout for all of it.
    }

    private static DnsMessageBuilder Address(DnsQuery query) => Address(query, FakeDnsNetwork.NoError);

    private static DnsMessageBuilder Address(DnsQuery query, int flags) =>
        new DnsMessageBuilder(query, flags).Answer(DnsRecordType.A, [10, 1, 2, 3]);

    private static Task<DnsAnswer> AskAsync(Network network, int timeout = 2000) =>
        new DnsLookup(network, timeout, null).AskAsync(
            IPAddress.Parse(Server), Name, DnsRecordType.A, TestContext.Current.CancellationToken);
}
