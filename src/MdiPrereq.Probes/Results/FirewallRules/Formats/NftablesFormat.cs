using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Results.FirewallRules.Formats;

/// <summary>
/// Linux nftables: commands for <c>nft -f</c>. The rules go to the front of the chain that forwards: in a chain of their own they would
/// open nothing, since a packet must be let through by every chain of its hook.
/// </summary>
internal sealed class NftablesFormat(bool isStateless) : RuleFormat
{
    private const string Chain = "inet filter forward";

    protected override string Comment => "# ";

    protected override IEnumerable<string> HowTo =>
    [
        $"Load with nft -f. Put your own chain in place of {Chain} if it has another name.",
        isStateless
            ? "The rules named -reply let the answers through."
            : "Answers need what such chains have: ct state established,related accept.",
    ];

    public override string WhyNoHostNames =>
        "nftables holds addresses, and those of the service change. Let the sensor go through a proxy that allows this name.";

    public override string Write(PlannedRule rule, int index)
    {
        var (from, to) = (Addresses(rule.Sources), Addresses(rule.Targets));
        var transport = rule.TransportName.ToLowerInvariant();
        IEnumerable<string> replies = !isStateless ? [] : Reply.Of(rule).Select(reply => Insert(
            $"{Match(rule, to, from)} {transport} sport {{ {reply.SourcePort} }} {transport} dport {reply.TargetPorts}"
            + (rule.Transport == Transport.Tcp ? " tcp flags & (syn | ack) != syn" : ""),
            $"{rule.Name}-reply"));
        return Lines([.. About(rule), Insert($"{Match(rule, from, to)} {transport} dport {{ {rule.Port} }}", rule.Name), .. replies]);
    }

    // A rule is taken away by a number that the kernel gave it.
    public override string Undo(PlannedRule rule)
    {
        var isReply = isStateless ? "\\(-reply\\)\\{0,1\\}" : "";
        var handle = isStateless ? "\\2" : "\\1";
        return $"nft -a list chain {Chain} | sed -n "
            + $"'s/.*comment \"{rule.Name}{isReply}\".* # handle \\([0-9]*\\)$/delete rule {Chain} handle {handle}/p' | nft -f -\n";
    }

    private static string Insert(string match, string name) => $"insert rule {Chain} {match} accept comment \"{name}\"";

    private static string Match(PlannedRule rule, string from, string to)
    {
        var family = rule.IsV6 ? "ip6" : "ip";
        return $"{family} saddr {from} {family} daddr {to}";
    }

    private static string Addresses(IEnumerable<AddressPrefix> prefixes) => $"{{ {string.Join(", ", prefixes)} }}";
}
