using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MdiPrereq.Results.FirewallRules.Formats;

/// <summary>Rules of an Azure network security group that is there already, as an ARM template.</summary>
internal sealed class AzureNsgFormat(bool isStateless) : RuleFormat
{
    protected override string Comment => "";

    protected override IEnumerable<string> HowTo => [];

    public override string WhyNoHostNames => AzureNsg.WhyNoHostNames;

    public override IEnumerable<string> Notes(IReadOnlyList<PlannedRule> rules) => AzureNsg.Notes(rules, isStateless);

    public override string Write(PlannedRule rule, int index) => Template([(rule, index)]);

    public override string Undo(PlannedRule rule) => AzureNsg.Undo(rule);

    public override string Document(IReadOnlyList<PlannedRule> rules, IReadOnlyList<string> leftOut) =>
        Template([.. rules.Select((rule, index) => (rule, index))]);

    private static string Template(IReadOnlyList<(PlannedRule Rule, int Index)> rules)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var json = new JsonTree(text, isIndented: true);
        json.Object(() =>
        {
            json.Member("$schema", "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#");
            json.Member("contentVersion", "1.0.0.0");
            json.Object("parameters", () =>
            {
                json.Object("networkSecurityGroupName", () => json.Member("type", "string"));
                json.Object("firstPriority", () =>
                {
                    json.Member("type", "int");
                    json.Member("defaultValue", AzureNsg.FirstPriority);
                    json.Member("minValue", AzureNsg.LowestPriority);
                    json.Member("maxValue", AzureNsg.HighestPriority);
                });
                json.Object("direction", () =>
                {
                    json.Member("type", "string");
                    json.Member("defaultValue", "Inbound");
                    json.List("allowedValues", AzureNsg.Directions, direction => json.Value(direction));
                });
            });
            json.List("resources", rules, one => Resource(json, one.Rule, one.Index));
        });
        text.WriteLine();
        return text.ToString();
    }

    private static void Resource(JsonTree json, PlannedRule rule, int index) => json.Object(() =>
    {
        json.Member("type", "Microsoft.Network/networkSecurityGroups/securityRules");
        json.Member("apiVersion", AzureNsg.ApiVersion);
        json.Member("name", $"[format('{{0}}/{{1}}', parameters('networkSecurityGroupName'), '{rule.Name}')]");
        json.Member("comments", PlainText.Of(string.Join("; ", [rule.Why, rule.Reference, .. Labels(rule)])));
        json.Object("properties", () =>
        {
            json.Member("description", AzureNsg.Description(rule));
            json.Member("protocol", $"{rule.Transport}");
            json.Member("sourcePortRange", "*");
            json.List("destinationPortRanges", rule.Ports, range => json.Value($"{range}"));
            json.List("sourceAddressPrefixes", rule.Sources, prefix => json.Value(prefix.Cidr));
            json.List("destinationAddressPrefixes", rule.Targets, prefix => json.Value(prefix.Cidr));
            json.Member("access", "Allow");
            json.Member("priority", $"[add(parameters('firstPriority'), {index})]");
            json.Member("direction", "[parameters('direction')]");
        });
    });
}
