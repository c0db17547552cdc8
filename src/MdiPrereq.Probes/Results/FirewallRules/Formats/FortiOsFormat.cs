using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MdiPrereq.Results.FirewallRules.Formats;

/// <summary>
/// Fortinet FortiOS (6.4 and later, where one policy table has both IP versions). Each rule has objects of its own, so that it can be taken
/// away alone.
/// </summary>
internal sealed class FortiOsFormat(bool isStateless) : RuleFormat
{
    private const int MaxComment = 255;

    /// <summary>Policies are known by number and not by name: one far above those that are counted, made of the rule's name.</summary>
    private const uint FirstPolicy = 3_000_000_000;

    protected override string Comment => "# ";

    protected override IEnumerable<string> HowTo =>
        ["The policies have the interfaces any; set your own, and move the policies above one that denies."];

    public override IEnumerable<string> Notes(IReadOnlyList<PlannedRule> rules) => Stateful.Notes(isStateless, "FortiOS");

    public override string Write(PlannedRule rule, int index)
    {
        var six = rule.IsV6 ? "6" : "";
        return Lines(
        [
            .. About(rule),
            .. Table($"firewall address{six}", Addresses(rule)),
            .. Table($"firewall addrgrp{six}", [.. Group(rule, "from", SourceNames(rule)), .. Group(rule, "to", TargetNames(rule))]),
            .. Table("firewall service custom",
            [
                .. Entry(Quoted(rule.Name), $"set {rule.TransportName.ToLowerInvariant()}-portrange {string.Join(" ", rule.Ports)}"),
            ]),
            .. Table("firewall policy",
            [
                .. Entry(
                    PolicyOf(rule),
                    $"set name {Quoted(rule.Name)}",
                    "set srcintf \"any\"",
                    "set dstintf \"any\"",
                    $"set srcaddr{six} {Quoted($"{rule.Name}-from")}",
                    $"set dstaddr{six} {Quoted($"{rule.Name}-to")}",
                    "set action accept",
                    "set schedule \"always\"",
                    $"set service {Quoted(rule.Name)}",
                    $"set comments {Quoted(PlainText.Of(rule.Why, MaxComment))}"),
            ]),
        ]);
    }

    public override string Undo(PlannedRule rule)
    {
        var six = rule.IsV6 ? "6" : "";
        return Lines(
        [
            .. Table("firewall policy", [$"    delete {PolicyOf(rule)}"]),
            .. Table("firewall service custom", [$"    delete {Quoted(rule.Name)}"]),
            .. Table($"firewall addrgrp{six}", [$"    delete {Quoted($"{rule.Name}-from")}", $"    delete {Quoted($"{rule.Name}-to")}"]),
            .. Table($"firewall address{six}", SourceNames(rule).Concat(TargetNames(rule)).Select(name => $"    delete {Quoted(name)}")),
        ]);
    }

    private static IEnumerable<string> Addresses(PlannedRule rule)
    {
        var targets = rule.HostNames.Count > 0
            ? rule.HostNames.Select(host => new[] { "set type fqdn", $"set fqdn {Quoted(host)}" })
            : rule.Targets.Select(prefix => new[] { Subnet(prefix) });
        return rule.Sources.Select(prefix => new[] { Subnet(prefix) }).Concat(targets)
            .Zip(SourceNames(rule).Concat(TargetNames(rule)), (lines, name) => Entry(Quoted(name), lines))
            .SelectMany(entry => entry);
    }

    private static IEnumerable<string> SourceNames(PlannedRule rule) => rule.MemberNames("from", rule.Sources.Count);

    private static IEnumerable<string> TargetNames(PlannedRule rule) => rule.MemberNames("to", rule.Targets.Count + rule.HostNames.Count);

    private static string Subnet(AddressPrefix prefix) =>
        prefix.IsV6 ? $"set ip6 {prefix.Cidr}" : $"set subnet {prefix.Address} {prefix.Mask}";

    private static IEnumerable<string> Group(PlannedRule rule, string end, IEnumerable<string> members) =>
        Entry(Quoted($"{rule.Name}-{end}"), $"set member {string.Join(" ", members.Select(Quoted))}");

    private static IEnumerable<string> Table(string name, IEnumerable<string> entries) => [$"config {name}", .. entries, "end"];

    private static IEnumerable<string> Entry(string key, params string[] lines) =>
        [$"    edit {key}", .. lines.Select(line => $"        {line}"), "    next"];

    private static string PolicyOf(PlannedRule rule)
    {
        var number = uint.Parse(rule.Name.Substring(rule.Name.Length - 7), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return (FirstPolicy + number).ToString(CultureInfo.InvariantCulture);
    }

    private static string Quoted(string text) => $"\"{text}\"";
}
