using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Results.FirewallRules.Formats;

/// <summary>Rules of an Azure network security group that is there already, in Bicep.</summary>
internal sealed class AzureNsgBicepFormat(bool isStateless) : RuleFormat
{
    protected override string Comment => "// ";

    protected override IEnumerable<string> HowTo =>
    [
        "For the group at the targets; with the direction Outbound for the one at the sensor.",
        "Give a first priority from which on numbers are free.",
    ];

    public override string WhyNoHostNames => AzureNsg.WhyNoHostNames;

    public override IEnumerable<string> Notes(IReadOnlyList<PlannedRule> rules) => AzureNsg.Notes(rules, isStateless);

    public override string Write(PlannedRule rule, int index) => Lines([.. Parameters, "", .. Resource(rule, index)]);

    public override string Undo(PlannedRule rule) => AzureNsg.Undo(rule);

    public override string Document(IReadOnlyList<PlannedRule> rules, IReadOnlyList<string> leftOut) => Lines(
        [.. Head(rules, leftOut), .. Parameters, .. rules.SelectMany((rule, index) => Resource(rule, index).Prepend(""))]);

    private static IReadOnlyList<string> Parameters =>
    [
        "param networkSecurityGroupName string",
        "",
        $"@minValue({AzureNsg.LowestPriority})",
        $"@maxValue({AzureNsg.HighestPriority})",
        $"param firstPriority int = {AzureNsg.FirstPriority}",
        "",
        "@allowed([",
        .. AzureNsg.Directions.Select(direction => $"  '{direction}'"),
        "])",
        "param direction string = 'Inbound'",
        "",
        $"resource group 'Microsoft.Network/networkSecurityGroups@{AzureNsg.ApiVersion}' existing = {{",
        "  name: networkSecurityGroupName",
        "}",
    ];

    private IEnumerable<string> Resource(PlannedRule rule, int index) =>
    [
        .. About(rule),
        $"resource {rule.Name.Replace('-', '_')} 'Microsoft.Network/networkSecurityGroups/securityRules@{AzureNsg.ApiVersion}' = {{",
        "  parent: group",
        $"  name: '{rule.Name}'",
        "  properties: {",
        $"    description: '{AzureNsg.Description(rule)}'",
        $"    protocol: '{rule.Transport}'",
        "    sourcePortRange: '*'",
        .. List("destinationPortRanges", rule.Ports.Select(range => $"{range}")),
        .. List("sourceAddressPrefixes", rule.Sources.Select(prefix => prefix.Cidr)),
        .. List("destinationAddressPrefixes", rule.Targets.Select(prefix => prefix.Cidr)),
        "    access: 'Allow'",
        $"    priority: firstPriority + {index}",
        "    direction: direction",
        "  }",
        "}",
    ];

    private static IEnumerable<string> List(string name, IEnumerable<string> values) =>
        [$"    {name}: [", .. values.Select(value => $"      '{value}'"), "    ]"];
}
