using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace MdiPrereq.Tests.Results.FirewallRules.Readers;

/// <summary>An ARM template with rules of a network security group.</summary>
internal static class ArmReader
{
    public static IReadOnlyList<PacketFilter.Rule> Read(string text)
    {
        using var template = JsonDocument.Parse(text);
        var priorities = new HashSet<string>();
        return [.. template.RootElement.GetProperty("resources").EnumerateArray().Select(resource =>
        {
            Assert.Equal("Microsoft.Network/networkSecurityGroups/securityRules", resource.GetProperty("type").GetString());
            var rule = resource.GetProperty("properties");
            Assert.Equal("Allow", rule.GetProperty("access").GetString());
            Assert.Equal("*", rule.GetProperty("sourcePortRange").GetString());
            Assert.True(priorities.Add(rule.GetProperty("priority").GetString()!), "two rules of one priority");
            Assert.InRange(rule.GetProperty("description").GetString()!.Length, 1, 140);
            var name = Regex.Match(resource.GetProperty("name").GetString()!, "'(mdi-[a-z0-9-]+)'\\)\\]$").Groups[1].Value;
            return new PacketFilter.Rule(
                name, List(rule, "sourceAddressPrefixes"), List(rule, "destinationAddressPrefixes"), rule.GetProperty("protocol").GetString()!, List(rule, "destinationPortRanges"));
        })];
    }

    private static string[] List(JsonElement rule, string name) => [.. rule.GetProperty(name).EnumerateArray().Select(one => one.GetString()!)];
}
