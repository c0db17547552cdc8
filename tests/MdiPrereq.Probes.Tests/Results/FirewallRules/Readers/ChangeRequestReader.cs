using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace MdiPrereq.Tests.Results.FirewallRules.Readers;

/// <summary>The change request for people: blocks that begin with "Rule", a name and a text on each line, wrapped lines indented.</summary>
internal static class ChangeRequestReader
{
    public static IReadOnlyList<PacketFilter.Rule> Read(string text)
    {
        var rules = new List<PacketFilter.Rule>();
        foreach (var block in text.Split("\nRule mdi-").Skip(text.StartsWith("Rule mdi-", StringComparison.Ordinal) ? 0 : 1))
        {
            var lines = block.Split('\n');
            var fields = new Dictionary<string, string>();
            var current = "";
            foreach (var line in lines.Skip(1).TakeWhile(line => line.Length > 0))
            {
                Assert.StartsWith("  ", line);
                if (line[2] != ' ') current = line[2..10].Trim();
                fields[current] = $"{fields.GetValueOrDefault(current)} {line[10..]}".Trim();
            }

            var port = fields["port"].Split(' ', 2);
            rules.Add(new("mdi-" + lines[0].Replace("Rule mdi-", ""), List(fields["from"]), List(fields["to"]), port[0].ToLowerInvariant(), List(port[1])));
        }

        return rules;
    }

    private static string[] List(string text) => text.Split(", ");
}
