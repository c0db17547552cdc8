using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace MdiPrereq.Tests.Results.FirewallRules.Readers;

/// <summary>nft commands. The kernel's own nft loads them in the lab.</summary>
internal static class NftReader
{
    private const string Line =
        "^insert rule inet filter forward ip(6?) saddr \\{ ([^{}]*) \\} ip(6?) daddr \\{ ([^{}]*) \\} (tcp|udp) dport \\{ ([^{}]*) \\} accept comment \"([^\"\n]{1,128})\"$";

    private const string Reply =
        "^insert rule inet filter forward ip(6?) saddr \\{ ([^{}]*) \\} ip(6?) daddr \\{ ([^{}]*) \\} (tcp|udp) sport \\{ ([^{}]*) \\} (?:tcp|udp) dport ([\\d-]+)"
        + "(?<bound> tcp flags & \\(syn \\| ack\\) != syn)? accept comment \"([^\"\n]*-reply)\"$";

    public static IReadOnlyList<PacketFilter.Rule> Read(string text) => [.. RuleReaders.Lines(text, "#")
        .Where(line => !Regex.IsMatch(line, Reply))
        .Select(line => RuleOf(Regex.Match(line, Line), line))];

    /// <summary>The way back: from the ports of the rule to those of the clients.</summary>
    public static IReadOnlyList<(PacketFilter.Rule Rule, IReadOnlyList<string> SourcePorts, bool IsBound)> Replies(string text) => [.. RuleReaders.Lines(text, "#")
        .Select(line => Regex.Match(line, Reply))
        .Where(match => match.Success)
        .Select(match => (
            new PacketFilter.Rule(match.Groups[8].Value, List(match, 2), List(match, 4), match.Groups[5].Value, [match.Groups[7].Value]),
            List(match, 6),
            match.Groups["bound"].Success))];

    private static PacketFilter.Rule RuleOf(Match match, string line)
    {
        Assert.True(match.Success, line);
        return new(match.Groups[7].Value, List(match, 2), List(match, 4), match.Groups[5].Value, List(match, 6));
    }

    private static string[] List(Match match, int group) => match.Groups[group].Value.Split(", ");
}
