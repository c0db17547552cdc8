using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Results.FirewallRules.Formats;

/// <summary>What ARM template and Bicep have in common.</summary>
internal static class AzureNsg
{
    public const string ApiVersion = "2024-05-01";
    public const int FirstPriority = 1000;
    public const int LowestPriority = 100;
    public const int HighestPriority = 4096;

    public const string WhyNoHostNames =
        "a network security group knows no names. Use its service tag AzureAdvancedThreatProtection as destination: the whole service.";

    // "A description for this rule. Restricted to 140 chars." (Microsoft.Network, SecurityRulePropertiesFormat)
    private const int MaxDescription = 140;

    // Azure subscription limits, networking: rules of a group, and addresses in them for either end.
    private const int MaxRules = 1000;
    private const int MaxAddresses = 4000;

    public static IReadOnlyList<string> Directions { get; } = ["Inbound", "Outbound"];

    public static string Description(PlannedRule rule) => PlainText.Of(rule.Why, MaxDescription);

    public static string Undo(PlannedRule rule) =>
        $"az network nsg rule delete --resource-group \"$RESOURCE_GROUP\" --nsg-name \"$NSG\" --name {rule.Name}\n";

    public static IEnumerable<string> Notes(IReadOnlyList<PlannedRule> rules, bool isStateless)
    {
        var written = rules.Where(rule => rule.HostNames.Count == 0).ToList();
        var addresses = System.Math.Max(written.Sum(rule => rule.Sources.Count), written.Sum(rule => rule.Targets.Count));
        if (written.Count > MaxRules || addresses > MaxAddresses)
        {
            yield return $"A network security group takes {MaxRules} rules, and {MaxAddresses} addresses at either end: "
                + "divide these among several groups.";
        }

        foreach (var note in Stateful.Notes(isStateless, "A network security group")) yield return note;
    }
}
