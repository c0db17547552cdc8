using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace MdiPrereq.Tests.Results.FirewallRules.Readers;

/// <summary>
/// New-NetFirewallRule with values in single quotes. PowerShell's own parser reads the same text in the cmdlets' tests, where its engine is.
/// </summary>
internal static class WindowsReader
{
    private const string Value = "'[^'\n]*'(?:,'[^'\n]*')*|[A-Z]\\w+";

    public static IReadOnlyList<PacketFilter.Rule> Read(string text) => [.. RuleReaders.Lines(text, "#").Select(line =>
    {
        Assert.Matches($"^New-NetFirewallRule(?: -[A-Z]\\w+ (?:{Value}))+$", line);
        var values = Regex.Matches(line, $" -([A-Z]\\w+) ({Value})")
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value.Split(',').Select(one => one.Trim('\'')).ToArray());
        Assert.Equal("Allow", values["Action"].Single());
        var isInbound = values["Direction"].Single() == "Inbound";
        var (from, to, port) = isInbound ? ("RemoteAddress", "LocalAddress", "LocalPort") : ("LocalAddress", "RemoteAddress", "RemotePort");
        return new PacketFilter.Rule(values["Name"].Single(), values[from], values[to], values["Protocol"].Single().ToLowerInvariant(), values[port]);
    })];
}
