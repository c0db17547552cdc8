using System;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Checks.NameResolution;
using MdiPrereq.Protocols;
using MdiPrereq.Tests.Protocols;
using MdiPrereq.Tests.Transports;
using MdiPrereq.Transports;
using Xunit;
using static MdiPrereq.Tests.Transports.FakeDnsNetwork;

namespace MdiPrereq.Tests.Checks.NameResolution;

public class ReverseDnsTests
{
    private const string Server = "10.0.0.53";
    private const string Ptr = "7.2.1.10.in-addr.arpa PTR ";
    private static readonly IPAddress Device = IPAddress.Parse("10.1.2.7");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_name_counts_when_its_address_leads_back()
    {
        var outcome = await Resolve(Ptr + "pc7.contoso.test", "pc7.contoso.test A 10.9.9.9", "pc7.contoso.test A 10.1.2.7");
        Assert.Equal(
            (State.Open, Reason.ProtocolReply, "pc7.contoso.test", ""), (outcome.State, outcome.Reason, outcome.Name, outcome.Why));
    }

    [Theory]
    [InlineData("pc7.contoso.test A 10.9.9.9", "which leads to 10.9.9.9", "pc7.contoso.test, which leads to 10.9.9.9")]
    [InlineData("other.contoso.test A 10.1.2.7", "which has no address, so that nothing confirms it", "")]
    public async Task A_record_that_does_not_lead_back_is_a_name_all_the_same(string forward, string why, string mistakenFor)
    {
        var outcome = await Resolve(Ptr + "pc7.contoso.test", forward);
        Assert.Equal((State.Open, "pc7.contoso.test", why, mistakenFor), (outcome.State, outcome.Name, outcome.Why, outcome.MistakenFor));
    }

    [Fact]
    public async Task A_name_whose_address_the_server_cannot_tell_blames_nobody()
    {
        using var network = new FakeDnsNetwork().With(
            Server, query => query.Type == DnsRecordType.PTR ? Zone(Ptr + "pc7.contoso.test")(query) : new DnsMessageBuilder(query, 0x8182));
        var outcome = await Resolve(network);
        Assert.Equal(("pc7.contoso.test", "whose address could not be asked for, so that nothing confirms it", ""), (outcome.Name, outcome.Why, outcome.MistakenFor));
    }

    [Fact]
    public async Task Several_records_are_several_names_but_the_same_one_twice_is_one()
    {
        var outcome = await Resolve(Ptr + "b.contoso.test", Ptr + "a.contoso.test", "a.contoso.test A 10.1.2.7");
        Assert.Equal(("a.contoso.test, b.contoso.test", "several PTR records", true), (outcome.Name, outcome.Why, outcome.HasSeveralNames));
        outcome = await Resolve(Ptr + "a.contoso.test", Ptr + "A.contoso.test", "a.contoso.test A 10.1.2.7");
        Assert.Equal(("a.contoso.test", "", false), (outcome.Name, outcome.Why, outcome.HasSeveralNames));
    }

    [Fact]
    public async Task An_alias_and_its_host_are_one_name()
    {
        using var network = new FakeDnsNetwork().With(Server, query => (query.Type, query.Name.ToString().TrimEnd('.')) switch
        {
            (DnsRecordType.PTR, _) => Zone(Ptr + "www.contoso.test", Ptr + "fs1.contoso.test")(query),
            (_, "www.contoso.test") => new DnsMessageBuilder(query)
                .Answer(DnsRecordType.CNAME, DnsMessageBuilder.Name("fs1.contoso.test"))
                .Answer("fs1.contoso.test", DnsRecordType.A, Device.GetAddressBytes()),
            _ => Zone("fs1.contoso.test A 10.1.2.7")(query),
        });
        var outcome = await Resolve(network);
        Assert.Equal(("fs1.contoso.test", "and, of the same host, www.contoso.test", ""), (outcome.Name, outcome.Why, outcome.MistakenFor));
    }

    [Fact]
    public async Task Of_a_crowd_of_names_only_some_are_followed()
    {
        using var network = new FakeDnsNetwork().With(Server, Zone([.. Enumerable.Range(1, 60).Select(number => $"{Ptr}pc{number}.contoso.test")]));
        Assert.EndsWith(", 56 more", (await Resolve(network)).Name);
        Assert.InRange(network.RequestsTo(Server), 5, 6);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost.localdomain")]
    public async Task What_any_device_could_have_is_refused(string name) => Assert.Equal("", (await Resolve(Ptr + name)).Name);

    [Fact]
    public async Task What_is_no_host_name_is_refused()
    {
        var outcome = await Resolve(Ptr + "bad\\027[31m.contoso.test");
        Assert.Equal("", outcome.Name);
        Assert.Contains("is no host name", outcome.Why);
        Assert.DoesNotContain('\u001b', outcome.Why);
    }

    [Fact]
    public async Task Without_a_zone_it_says_so()
    {
        var outcome = await Resolve();
        Assert.Equal(
            (State.Open, "", "no such name, and the server names no reverse zone for it"), (outcome.State, outcome.Name, outcome.Why));
    }

    [Fact]
    public async Task An_alias_of_a_classless_zone_is_followed()
    {
        using var network = new FakeDnsNetwork().With(Server, query => query.Type == DnsRecordType.PTR
            ? new DnsMessageBuilder(query)
                .Answer(DnsRecordType.CNAME, DnsMessageBuilder.Name("7.0-25.2.1.10.in-addr.arpa"))
                .Answer("7.0-25.2.1.10.in-addr.arpa", DnsRecordType.PTR, DnsMessageBuilder.Name("pc7.contoso.test"))
            : Zone("pc7.contoso.test A 10.1.2.7")(query));
        Assert.Equal("pc7.contoso.test", (await Resolve(network)).Name);
    }

    [Fact]
    public async Task A_truncated_answer_is_asked_again_over_TCP()
    {
        var zone = Zone(Ptr + "pc7.contoso.test", "pc7.contoso.test A 10.1.2.7");
        using var network = new FakeDnsNetwork().With(Server, query => new(query, Truncated), zone);
        Assert.Equal("pc7.contoso.test", (await Resolve(network)).Name);
    }

    [Fact]
    public async Task IPv6_has_its_own_records()
    {
        const string reverse = "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa";
        using var network = new FakeDnsNetwork().With(Server, Zone($"{reverse} PTR pc7.contoso.test", "pc7.contoso.test AAAA 2001:db8::1"));
        var outcome = await new ReverseDns(Options(network)).ResolveAsync(IPAddress.Parse("2001:db8::1"), null, Stop);
        Assert.Equal("pc7.contoso.test", outcome.Name);
    }

    [Fact]
    public async Task Each_server_is_asked_and_the_one_that_knows_counts()
    {
        using var network = new FakeDnsNetwork()
            .With("10.0.0.51", _ => null)
            .With("10.0.0.52", Zone())
            .With("10.0.0.53", Zone(Ptr + "pc7.contoso.test", "pc7.contoso.test A 10.1.2.7"));
        Assert.Equal("pc7.contoso.test", (await Resolve(network)).Name);
    }

    [Fact]
    public async Task Of_servers_that_know_nothing_the_one_that_answers_counts()
    {
        using var network = new FakeDnsNetwork().With("10.0.0.51", _ => null).With("10.0.0.52", Zone());
        Assert.Equal(State.Open, (await Resolve(network)).State);
    }

    [Fact]
    public async Task The_servers_that_are_given_are_asked_instead_of_those_of_this_machine()
    {
        using var network = new FakeDnsNetwork()
            .With("10.0.0.51", Zone(Ptr + "wrong.contoso.test", "wrong.contoso.test A 10.1.2.7"))
            .With("10.0.0.52", Zone(Ptr + "pc7.contoso.test", "pc7.contoso.test A 10.1.2.7"));
        var dns = new ReverseDns(Options(network) with { DnsServers = [IPAddress.Parse("10.0.0.52")] });
        Assert.Equal("pc7.contoso.test", (await dns.ResolveAsync(Device, null, Stop)).Name);
        Assert.Equal(0, network.RequestsTo("10.0.0.51"));
    }

    [Fact]
    public async Task Without_a_server_nothing_is_asked()
    {
        using var network = new FakeDnsNetwork();
        var outcome = await Resolve(network);
        Assert.Equal((State.NotTested, Reason.NotApplicable), (outcome.State, outcome.Reason));
        Assert.False(outcome.WasAsked);
    }

    [Fact]
    public async Task A_dead_server_is_given_up_and_a_living_one_beside_it_goes_on()
    {
        using var network = new FakeDnsNetwork().With("10.0.0.51", _ => null).With("10.0.0.52", Zone());
        var dns = new ReverseDns(Options(network) with { TimeoutMilliseconds = 400 });
        for (var i = 0; i < 8; i++) await dns.ResolveAsync(Device, null, Stop);
        var asked = network.RequestsTo("10.0.0.51");
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 20; i++) Assert.Equal(State.Open, (await dns.ResolveAsync(Device, null, Stop)).State);
        Assert.Equal(asked, network.RequestsTo("10.0.0.51"));
        Assert.InRange(watch.ElapsedMilliseconds, 0, 2_000);
    }

    [Fact]
    public async Task A_server_that_was_given_up_is_named()
    {
        using var network = new FakeDnsNetwork().With(Server, _ => null);
        var dns = new ReverseDns(Options(network) with { TimeoutMilliseconds = 200 });
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => dns.ResolveAsync(Device, null, Stop)));

        // Silence is said only of a server that was asked.
        Assert.All(outcomes, outcome => Assert.Equal(Reason.TimedOut, outcome.Reason));
        Assert.All(outcomes, outcome => Assert.Equal(outcome.Why.Contains("spared") ? State.NotTested : State.NoReply, outcome.State));
        var last = await dns.ResolveAsync(Device, null, Stop);
        Assert.Equal($"the DNS server {Server} was silent before and was spared this question", last.Why);
    }

    [Fact]
    public async Task A_closed_server_costs_no_time_and_stays_closed()
    {
        // Nothing stands there: the network refuses at once.
        using var network = new FakeDnsNetwork();
        var dns = new ReverseDns(Options(network) with { DnsServers = [IPAddress.Parse("10.0.0.99")] });
        for (var i = 0; i < 20; i++)
        {
            var outcome = await dns.ResolveAsync(Device, null, Stop);
            Assert.Equal((State.Closed, Reason.PortUnreachable), (outcome.State, outcome.Reason));
        }
    }

    [Fact]
    public async Task Names_are_looked_up_by_our_own_packets_with_the_suffixes_of_this_machine()
    {
        using var network = new FakeDnsNetwork { Suffixes = ["fabrikam.test", "contoso.test"] }
            .With(Server, Zone("pc7.contoso.test A 10.1.2.7", "v6.contoso.test AAAA 2001:db8::6"));
        var dns = new ReverseDns(Options(network));
        Assert.Equal(Device, await dns.FindAddressAsync("pc7", Stop));
        Assert.Equal(Device, await dns.FindAddressAsync("PC7.contoso.test", Stop));
        Assert.Equal(IPAddress.Parse("2001:db8::6"), await dns.FindAddressAsync("v6", Stop));
        Assert.Null(await dns.FindAddressAsync("pc8", Stop));
        Assert.Equal(0, network.SystemLookups);
    }

    [Fact]
    public async Task Names_are_looked_up_in_the_IP_version_of_the_source_address()
    {
        using var network = new FakeDnsNetwork().With(Server, Zone("pc7.contoso.test A 10.1.2.7", "v6.contoso.test AAAA 2001:db8::6"));
        var dns = new ReverseDns(Options(network) with { SourceAddress = IPAddress.Loopback });
        Assert.Equal(Device, await dns.FindAddressAsync("pc7.contoso.test", Stop));
        Assert.Null(await dns.FindAddressAsync("v6.contoso.test", Stop));
    }

    [Fact]
    public async Task A_stopped_run_ends_at_once()
    {
        using var network = new FakeDnsNetwork().With(Server, _ => null);
        using var stop = new CancellationTokenSource(100);
        var watch = Stopwatch.StartNew();
        await new ReverseDns(Options(network) with { TimeoutMilliseconds = 60_000 }).ResolveAsync(Device, null, stop.Token);
        Assert.InRange(watch.ElapsedMilliseconds, 50, 2_000);
    }

    private static async Task<MethodOutcome> Resolve(params string[] records)
    {
        using var network = new FakeDnsNetwork().With(Server, Zone(records));
        return await Resolve(network);
    }

    private static Task<MethodOutcome> Resolve(FakeDnsNetwork network) => new ReverseDns(Options(network)).ResolveAsync(Device, null, Stop);

    private static NnrOptions Options(FakeDnsNetwork network) => new() { Network = network, TimeoutMilliseconds = 2_000 };
}
