using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Results.FirewallRules;
using MdiPrereq.Tests.Results.FirewallRules.Readers;
using Xunit;

namespace MdiPrereq.Tests.Results.FirewallRules;

/// <summary>
/// What each product's text allows, as the packet filter understands it, is what was wanted and nothing else: every triple of source, target and
/// port is tried, also such that nobody asked for.
/// </summary>
public class FilterProofTests
{
    private static readonly (string Id, Transport Transport, int Port)[] Rows =
    [
        ("Dns53", Transport.Tcp, 53), ("Dns53", Transport.Udp, 53), ("Kerberos88", Transport.Tcp, 88), ("Kerberos88", Transport.Udp, 88),
        ("Ntp123", Transport.Udp, 123), ("NnrRpc135", Transport.Tcp, 135), ("NnrNetBios137", Transport.Udp, 137), ("Ldap389", Transport.Tcp, 389),
        ("Ldap389", Transport.Udp, 389), ("Ldaps636", Transport.Tcp, 636), ("Gc3268", Transport.Tcp, 3268), ("GcSsl3269", Transport.Tcp, 3269),
        ("NnrRdp3389", Transport.Tcp, 3389),
    ];

    private static readonly State[] States =
    [
        State.Open, State.Closed, State.Filtered, State.NoReply, State.Unreachable, State.BlockedLocally, State.NameNotResolved, State.NotTested,
    ];

    public static TheoryData<FirewallRuleFormat, int> Cases() =>
        new(from format in Lot.Formats from seed in Enumerable.Range(1, 6) select (format, seed));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_product_allows_what_was_wanted_and_nothing_else(FirewallRuleFormat format, int seed)
    {
        var (lot, sources, targets) = RandomLot(new(seed));
        var request = lot.Request();
        var document = request.Document(format);
        var wholes = document.Length == 0 ? [] : new[] { RuleReaders.Read(format, document) };
        var rules = request.Rules(format);
        var ofParts = new PacketFilter([.. rules.Select((rule, index) => RuleReaders.Read(format, TextAlone(rules, index))).SelectMany(filter => filter.Rules)]);
        foreach (var filter in wholes.Append(ofParts))
        {
            Assert.Equal(lot.Wanted.Order(), AllPackets(sources, targets).Where(filter.Allows).Order());
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Without_a_rule_exactly_its_own_connections_are_closed(FirewallRuleFormat format, int seed)
    {
        var (lot, _, _) = RandomLot(new(seed));
        var rules = lot.Request().Rules(format);
        if (rules.Count == 0) return;
        var filter = RuleReaders.Read(format, lot.Request().Document(format));
        foreach (var rule in rules)
        {
            var own = RuleReaders.Read(format, TextAlone(rules, rules.ToList().IndexOf(rule)));
            var left = filter.Without(rule.Name);
            Assert.All(lot.Wanted, packet => Assert.NotEqual(own.Allows(packet), left.Allows(packet)));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_same_results_give_the_same_bytes_in_any_order(FirewallRuleFormat format, int seed)
    {
        var (lot, _, _) = RandomLot(new(seed));
        Assert.Equal(lot.Request().Document(format), lot.Shuffled(seed).Request().Document(format));
        Assert.DoesNotContain("\r", lot.Request().Document(format), StringComparison.Ordinal);
    }

    // The reply path of nftables: from the ports that were opened, back to the same sources, and no new connection.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Replies_go_the_same_way_back(int seed)
    {
        var (lot, _, _) = RandomLot(new(seed));
        var text = lot.Request(new() { IsStateless = true }).Document(FirewallRuleFormat.Nftables);
        var there = NftReader.Read(text);
        var back = NftReader.Replies(text);
        Assert.Equal(there.Select(rule => rule.Name + "-reply").Order(), back.Select(reply => reply.Rule.Name).Distinct().Order());
        foreach (var (rule, sourcePorts, isBound) in back)
        {
            var forward = there.Single(one => one.Name + "-reply" == rule.Name);
            Assert.Equal(forward.Sources, rule.Targets);
            Assert.Equal(forward.Targets, rule.Sources);
            Assert.Empty(sourcePorts.Except(forward.Ports));
            Assert.Equal(rule.Transport == "tcp", isBound);
        }
    }

    /// <summary>The text of one rule by itself; a table's head is that of its first line.</summary>
    private static string TextAlone(IReadOnlyList<FirewallRule> rules, int index) =>
        rules[index].Format == FirewallRuleFormat.Csv && index > 0 ? rules[0].Text.Split('\n')[0] + "\n" + rules[index].Text : rules[index].Text;

    private static IEnumerable<PacketFilter.Packet> AllPackets(IEnumerable<string> sources, IEnumerable<string> targets) =>
        from source in sources
        from target in targets
        where source.Contains(':') == target.Contains(':')
        from transport in new[] { "tcp", "udp" }
        from port in Rows.SelectMany(row => new[] { row.Port - 1, row.Port, row.Port + 1 }).Distinct()
        select new PacketFilter.Packet(source, target, transport, port);

    private static (Lot Lot, IReadOnlyList<string> Sources, IReadOnlyList<string> Targets) RandomLot(Random random)
    {
        var lot = new Lot();
        var sources = Some(random, "10.0.0.", "fd77::", random.Next(1, 6));
        var targets = Some(random, "10.0.1.", "fd77:1::", random.Next(1, 10));
        foreach (var (source, target) in from source in sources from target in targets where source.Contains(':') == target.Contains(':') select (source, target))
        {
            // Some pairs have all rows alike, so that there is something to be grouped.
            var same = random.Next(3) == 0 ? State.Filtered : (State?)null;
            foreach (var (id, transport, port) in Rows)
            {
                var state = same ?? States[random.Next(States.Length)];
                var reason = random.Next(2) == 0 ? Reason.AdministrativelyProhibited : Reason.HostUnreachable;
                lot.Add(Lot.PortResult(source, target, id, transport, port, state, reason));
                var wanted = state is State.Filtered or State.NoReply or State.BlockedLocally
                    || (state == State.Unreachable && reason == Reason.AdministrativelyProhibited);
                if (wanted) lot.Want(source, target, transport == Transport.Tcp ? "tcp" : "udp", port);
            }
        }

        // Strangers beside them: nothing may be opened for those.
        return (lot, [.. sources, "10.0.0.0", "10.0.0.100", "fd77::ffff"], [.. targets, "10.0.1.0", "10.0.1.100", "fd77:1::ffff"]);
    }

    private static List<string> Some(Random random, string four, string six, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => random.Next(4) == 0 ? $"{six}{random.Next(1, 16):x}" : $"{four}{random.Next(1, 16)}").Distinct()];
}
