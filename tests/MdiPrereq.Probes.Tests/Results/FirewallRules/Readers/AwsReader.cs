using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace MdiPrereq.Tests.Results.FirewallRules.Readers;

/// <summary>
/// Requests of authorize-security-group-ingress: one as JSON, or commands with the JSON in single quotes. The members of the request, of
/// IpPermission, IpRange and Ipv6Range are those of the EC2 API reference.
/// </summary>
internal static class AwsReader
{
    private const string Command = "^aws ec2 authorize-security-group-ingress --group-id \"\\$GROUP\\d+\" --cli-input-json '([^']*)'$";

    public static IReadOnlyList<PacketFilter.Rule> Read(string text)
    {
        if (text.StartsWith('{')) return [.. RuleReaders.Lines(text, "#").SelectMany(line => Rules(line, null))];
        var rules = new List<PacketFilter.Rule>();
        var group = "";
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith("# The group of ", System.StringComparison.Ordinal)) group = line["# The group of ".Length..];
            if (line.Length == 0 || line[0] == '#') continue;
            var command = Regex.Match(line, Command);
            Assert.True(command.Success, line);
            rules.AddRange(Rules(command.Groups[1].Value, group.Split(", ")));
        }

        return rules;
    }

    private static List<PacketFilter.Rule> Rules(string json, string[]? group)
    {
        using var request = JsonDocument.Parse(json);
        Assert.Empty(Names(request.RootElement).Except(["GroupId", "IpPermissions"]));
        group ??= request.RootElement.GetProperty("GroupId").GetString()!["sg-of ".Length..].Split(' ');
        var rules = new List<PacketFilter.Rule>();
        foreach (var permission in request.RootElement.GetProperty("IpPermissions").EnumerateArray())
        {
            Assert.Empty(Names(permission).Except(["IpProtocol", "FromPort", "ToPort", "IpRanges", "Ipv6Ranges"]));
            var ranges = permission.TryGetProperty("IpRanges", out var four) ? four : permission.GetProperty("Ipv6Ranges");
            var blocks = ranges.EnumerateArray().ToList();
            Assert.All(blocks, block => Assert.Empty(Names(block).Except(["CidrIp", "CidrIpv6", "Description"])));

            // "Constraints: Up to 255 characters in length. Allowed characters are a-z, A-Z, 0-9, spaces, and ._-:/()#,@[]+=&;{}!$*"
            Assert.All(blocks, block => Assert.Matches("^[a-zA-Z0-9 ._:/()#,@\\[\\]+=&;{}!$*-]{0,255}$", block.GetProperty("Description").GetString()));
            var description = blocks[0].GetProperty("Description").GetString()!;
            rules.Add(new(
                description[..description.IndexOf(':', System.StringComparison.Ordinal)],
                [.. blocks.Select(block => (block.TryGetProperty("CidrIp", out var cidr) ? cidr : block.GetProperty("CidrIpv6")).GetString()!)],
                group,
                permission.GetProperty("IpProtocol").GetString()!,
                [$"{permission.GetProperty("FromPort").GetInt32()}-{permission.GetProperty("ToPort").GetInt32()}"]));
        }

        Assert.InRange(rules.Sum(rule => rule.Sources.Count), 1, 60);
        return rules;
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(member => member.Name);
}
