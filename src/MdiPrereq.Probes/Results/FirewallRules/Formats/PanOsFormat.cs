using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Results.FirewallRules.Formats;

/// <summary>
/// Palo Alto Networks PAN-OS: set commands for its configuration mode. It has no comments; what is to be said is in descriptions.
/// </summary>
internal sealed class PanOsFormat(bool isStateless) : RuleFormat
{
    // The command line takes long lines badly; a second command adds to the list of the first.
    private const int MembersInLine = 40;
    private const int MaxDescription = 255;

    protected override string Comment => "";

    protected override IEnumerable<string> HowTo => [];

    public override IEnumerable<string> Notes(IReadOnlyList<PlannedRule> rules) =>
        Stateful.Notes(isStateless, "PAN-OS");

    public override string Write(PlannedRule rule, int index)
    {
        var set = $"set {Of(rule)}";
        return Lines(
        [
            $"set service {rule.Name} protocol {rule.TransportName.ToLowerInvariant()} port {string.Join(",", rule.Ports)}",
            .. rule.HostNames.Zip(ObjectsOf(rule), (host, name) => $"set address {name} fqdn {host}"),
            $"{set} from any",
            $"{set} to any",
            .. Members($"{set} source", rule.Sources.Select(one => one.ToString())),
            .. Members($"{set} destination", rule.Targets.Select(one => one.ToString()).Concat(ObjectsOf(rule))),
            $"{set} application any",
            $"{set} service {rule.Name}",
            $"{set} description \"{PlainText.Of(string.Join("; ", [rule.Why, .. rule.Labels]), MaxDescription)}\"",
            $"{set} action allow",
        ]);
    }

    public override string Undo(PlannedRule rule) => Lines(
    [
        $"delete {Of(rule)}",
        $"delete service {rule.Name}",
        .. ObjectsOf(rule).Select(name => $"delete address {name}"),
    ]);

    public override string Document(IReadOnlyList<PlannedRule> rules, IReadOnlyList<string> leftOut) => string.Concat(rules.Select(Write));

    private static string Of(PlannedRule rule) => $"rulebase security rules {rule.Name}";

    private static IEnumerable<string> ObjectsOf(PlannedRule rule) => rule.MemberNames("host", rule.HostNames.Count);

    private static IEnumerable<string> Members(string set, IEnumerable<string> members) => members
        .Select((member, number) => (member, number))
        .GroupBy(one => one.number / MembersInLine)
        .Select(line => $"{set} [ {string.Join(" ", line.Select(one => one.member))} ]");
}
