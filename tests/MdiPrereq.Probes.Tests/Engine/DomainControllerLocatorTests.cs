using System;
using System.Linq;
using System.Threading.Tasks;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Engine;
using MdiPrereq.Protocols;
using MdiPrereq.Tests.Protocols;
using MdiPrereq.Tests.Transports;
using Xunit;

namespace MdiPrereq.Tests.Engine;

public class DomainControllerLocatorTests
{
    [Fact]
    public async Task Finds_thirty_controllers_though_TCP_53_is_closed()
    {
        // 30 records of 26 bytes and their names: more than 512 bytes, less than 1232.
        var found = await FindAsync(
            query => query.DatagramSize >= 1200 ? Controllers(query, 30) : Controllers(query, 12, FakeDnsNetwork.Truncated),
            tcpIsClosed: true);
        Assert.Equal((30, "", ""), (found.Names.Count, found.Notice, found.Problem));
    }

    [Fact]
    public async Task Keeps_a_list_that_was_cut_and_says_so()
    {
        var found = await FindAsync(query => Controllers(query, 30, FakeDnsNetwork.Truncated), tcpIsClosed: true);
        Assert.Equal((30, ""), (found.Names.Count, found.Problem));
        Assert.StartsWith("The list of the controllers of 'contoso.test' is cut off", found.Notice, StringComparison.Ordinal);
        Assert.Contains("Allow TCP 53 to 10.0.0.53", found.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_a_thousand_controllers_and_says_so()
    {
        var found = await FindAsync(query => new(query, FakeDnsNetwork.Truncated), query => Controllers(query, 2_127, suffix: "t"));
        Assert.Equal(DomainControllerLocator.MaxControllers, found.Names.Count);
        Assert.Equal("dc0.t", found.Names[0]);
        Assert.Contains("10.0.0.53 names 2127 controllers of 'contoso.test'", found.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_targets_that_are_addresses()
    {
        var found = await FindAsync(
            query => Controllers(query, 2).Answer(DnsRecordType.SRV, Service("10.9.8.7")).Answer(DnsRecordType.SRV, Service(@"a\.b.test")));
        Assert.Equal(["dc0.contoso.test", "dc1.contoso.test"], found.Names);
        Assert.Contains(
            @"2 are addresses or no host names, and are not tested: 10.9.8.7, a\046b.test.", found.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_of_addresses_alone_is_a_problem_and_not_silence()
    {
        var found = await FindAsync(query => new DnsMessageBuilder(query).Answer(DnsRecordType.SRV, Service("10.9.8.7")));
        Assert.Empty(found.Names);
        Assert.Contains("1 are addresses or no host names", found.Problem, StringComparison.Ordinal);
    }

    private static DnsMessageBuilder Controllers(
        DnsQuery query, int count, int flags = FakeDnsNetwork.NoError, string suffix = "contoso.test")
    {
        var reply = new DnsMessageBuilder(query, flags);
        for (var i = 0; i < count; i++) reply.Answer(DnsRecordType.SRV, Service($"dc{i}.{suffix}"));
        return reply;
    }

    private static byte[] Service(string target) => [0, 0, 0, 100, 1, 0x85, .. DnsMessageBuilder.Name(target)];

    private static async Task<DomainControllers> FindAsync(
        Func<DnsQuery, DnsMessageBuilder?> reply, Func<DnsQuery, DnsMessageBuilder?>? overTcp = null, bool tcpIsClosed = false)
    {
        using var network = new FakeDnsNetwork { TcpIsClosed = tcpIsClosed }.With("10.0.0.53", reply, overTcp);
        var options = new PortTestOptions { Network = network, TimeoutMilliseconds = 2000 };
        return await DomainControllerLocator.FindAsync("contoso.test", options, TestContext.Current.CancellationToken);
    }
}
