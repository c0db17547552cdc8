using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace MdiPrereq.Tests.Results.FirewallRules.Readers;

/// <summary>
/// The Bicep that is written: resources with properties that are strings, or lists of strings. Bicep's own compiler reads it in BicepTests.
/// </summary>
internal static class BicepReader
{
    public static IReadOnlyList<PacketFilter.Rule> Read(string text)
    {
        var code = string.Join("\n", RuleReaders.Lines(text, "//"));
        return [.. Regex.Matches(code, "^resource \\w+ 'Microsoft.Network/networkSecurityGroups/securityRules@[\\d-]+' = \\{\n(.*?)^\\}$", RegexOptions.Multiline | RegexOptions.Singleline)
            .Select(resource => resource.Groups[1].Value)
            .Select(body => new PacketFilter.Rule(
                Regex.Match(body, "^  name: '([^']*)'$", RegexOptions.Multiline).Groups[1].Value,
                List(body, "sourceAddressPrefixes"),
                List(body, "destinationAddressPrefixes"),
                Regex.Match(body, "^    protocol: '(Tcp|Udp)'$", RegexOptions.Multiline).Groups[1].Value,
                List(body, "destinationPortRanges")))];
    }

    private static string[] List(string body, string name) =>
        [.. Regex.Matches(Regex.Match(body, $"^    {name}: \\[\n(.*?)^    \\]$", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value, "'([^']*)'").Select(one => one.Groups[1].Value)];
}
