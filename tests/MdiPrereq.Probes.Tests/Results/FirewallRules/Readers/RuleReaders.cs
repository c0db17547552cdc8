using System.Collections.Generic;

namespace MdiPrereq.Tests.Results.FirewallRules.Readers;

/// <summary>Reads the text of each product back, by that product's own grammar, and refuses what is not in it.</summary>
internal static class RuleReaders
{
    public static PacketFilter Read(FirewallRuleFormat format, string text) => new(format switch
    {
        FirewallRuleFormat.Text => ChangeRequestReader.Read(text),
        FirewallRuleFormat.Csv => CsvReader.Read(text),
        FirewallRuleFormat.WindowsFirewall => WindowsReader.Read(text),
        FirewallRuleFormat.AzureNsg => ArmReader.Read(text),
        FirewallRuleFormat.AzureNsgBicep => BicepReader.Read(text),
        FirewallRuleFormat.AwsSecurityGroup => AwsReader.Read(text),
        FirewallRuleFormat.Nftables => NftReader.Read(text),
        FirewallRuleFormat.PanOs => PanOsReader.Read(text),
        FirewallRuleFormat.CiscoAsa => AsaReader.Read(text),
        _ => FortiReader.Read(text),
    });

    /// <summary>Lines without those that say something to people alone.</summary>
    public static IEnumerable<string> Lines(string text, string comment)
    {
        foreach (var line in text.Split('\n'))
        {
            if (line.Length > 0 && !line.StartsWith(comment, System.StringComparison.Ordinal)) yield return line;
        }
    }
}
