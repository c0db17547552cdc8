using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Results.FirewallRules.Formats;

/// <summary>
/// Cisco ASA (9.0 and later, for IPv6 in the same access list): object groups, and a line of an access list that uses them.
/// </summary>
internal sealed class CiscoAsaFormat(bool isStateless) : RuleFormat
{
    private const string List = "MDI-SENSOR";

    // "The text can be up to 100 characters in length" (access-list remark).
    private const int MaxRemark = 100;

    protected override string Comment => "! ";

    protected override IEnumerable<string> HowTo =>
    [
        $"An interface has one access list: put its name in place of {List}, or bind this one with access-group.",
        "The rules go to its front.",
    ];

    public override IEnumerable<string> Notes(IReadOnlyList<PlannedRule> rules) => Stateful.Notes(isStateless, "Cisco ASA");

    public override string Write(PlannedRule rule, int index) => Lines(
    [
        .. About(rule),
        .. rule.HostNames.Zip(Hosts(rule), (host, name) => $"object network {name}\n fqdn {(rule.IsV6 ? "v6" : "v4")} {host}"),
        $"object-group network {rule.Name}-from",
        .. rule.Sources.Select(Member),
        $"object-group network {rule.Name}-to",
        .. rule.Targets.Select(Member),
        .. Hosts(rule).Select(name => $" network-object object {name}"),
        $"object-group service {rule.Name}-port {Transport(rule)}",
        .. rule.Ports.Select(range => range.First == range.Last ? $" port-object eq {range}" : $" port-object range {range.Text(" ")}"),
        $"access-list {List} line 1 {Entry(rule)}",
        $"access-list {List} line 1 {Remark(rule)}",
    ]);

    public override string Undo(PlannedRule rule) => Lines(
    [
        $"no access-list {List} {Entry(rule)}",
        $"no access-list {List} {Remark(rule)}",
        $"no object-group service {rule.Name}-port",
        $"no object-group network {rule.Name}-to",
        $"no object-group network {rule.Name}-from",
        .. Hosts(rule).Select(name => $"no object network {name}"),
    ]);

    private static string Entry(PlannedRule rule) =>
        $"extended permit {Transport(rule)} object-group {rule.Name}-from object-group {rule.Name}-to object-group {rule.Name}-port";

    private static string Remark(PlannedRule rule) => $"remark {PlainText.Of($"{rule.Name}: {rule.Why}", MaxRemark)}";

    private static string Transport(PlannedRule rule) => rule.TransportName.ToLowerInvariant();

    private static IEnumerable<string> Hosts(PlannedRule rule) => rule.MemberNames("host", rule.HostNames.Count);

    private static string Member(AddressPrefix prefix) => " network-object " + prefix switch
    {
        { IsHost: true } => $"host {prefix.Address}",
        { IsV6: true } => prefix.Cidr,
        _ => $"{prefix.Address} {prefix.Mask}",
    };
}
