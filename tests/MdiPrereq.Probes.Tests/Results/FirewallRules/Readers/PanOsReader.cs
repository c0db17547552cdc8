using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace MdiPrereq.Tests.Results.FirewallRules.Readers;

/// <summary>
/// Set commands. PAN-OS CLI quick start, "Load a partial configuration"/"Set commands": <c>set service NAME protocol {tcp|udp} port P[,P]</c>,
/// <c>set address NAME fqdn HOST</c>, <c>set rulebase security rules NAME {from|to|source|destination|application|service|action|description} V</c>
/// with lists in square brackets. Names have at most 63 characters, descriptions of rules 255 in older versions.
/// </summary>
internal static class PanOsReader
{
    private const string Name = "[A-Za-z_][\\w.-]{0,62}";

    public static IReadOnlyList<PacketFilter.Rule> Read(string text)
    {
        var services = new Dictionary<string, (string Transport, string[] Ports)>();
        var hosts = new Dictionary<string, string>();
        var rules = new Dictionary<string, Dictionary<string, List<string>>>();
        foreach (var line in RuleReaders.Lines(text, "there are no comments"))
        {
            Assert.InRange(line.Length, 1, 4000);
            if (Match(line, $"^set service ({Name}) protocol (tcp|udp) port ([\\d,-]{{1,1023}})$") is { } service)
            {
                services.Add(service[1], (service[2], service[3].Split(',')));
            }
            else if (Match(line, $"^set address ({Name}) fqdn ([\\w.-]{{1,255}})$") is { } address) hosts.Add(address[1], address[2]);
            else
            {
                var rule = Match(line, $"^set rulebase security rules ({Name}) (from|to|application|service|action|source|destination) (?:([\\w.-]+)|\\[ ([\\w./: -]+) \\])$")
                    ?? Match(line, $"^set rulebase security rules ({Name}) (description) \"([^\"\\\\?]{{1,255}})\"$");
                Assert.True(rule is not null, line);
                if (!rules.TryGetValue(rule[1], out var members)) rules.Add(rule[1], members = []);
                if (!members.TryGetValue(rule[2], out var values)) members.Add(rule[2], values = []);
                values.AddRange(rule.Length > 4 && rule[4].Length > 0 ? rule[4].Split(' ') : [rule[3]]);
            }
        }

        return [.. rules.Select(rule =>
        {
            Assert.Equal("allow", rule.Value["action"].Single());
            Assert.Equal(["any", "any", "any"], new[] { "from", "to", "application" }.Select(member => rule.Value[member].Single()));
            var (transport, ports) = services[rule.Value["service"].Single()];
            return new PacketFilter.Rule(
                rule.Key, rule.Value["source"], [.. rule.Value["destination"].Select(member => hosts.GetValueOrDefault(member, member))], transport, ports);
        })];
    }

    private static string[]? Match(string line, string pattern) =>
        Regex.Match(line, pattern) is { Success: true } match ? [.. match.Groups.Values.Select(group => group.Value)] : null;
}
