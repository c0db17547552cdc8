using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace MdiPrereq.Tests.Results.FirewallRules.Readers;

/// <summary>
/// FortiOS, by its CLI reference: <c>config TABLE / edit KEY / set NAME VALUE... / next / end</c>. Names of policies have at most 35
/// characters, of addresses and services 79; comments 255 (addresses) and 1023 (policies); policyid is 0 to 4294967294.
/// </summary>
internal static class FortiReader
{
    public static IReadOnlyList<PacketFilter.Rule> Read(string text)
    {
        var tables = new Dictionary<string, Dictionary<string, Dictionary<string, List<string>>>>();
        string table = "", entry = "";
        foreach (var line in RuleReaders.Lines(text, "#"))
        {
            var words = Words(line);
            switch (words)
            {
                case ["config", .. var path] when table == "": tables.TryAdd(table = string.Join(' ', path), []); break;
                case ["edit", var key] when table != "" && entry == "": tables[table].Add(entry = key, []); break;
                case ["set", var name, .. var values] when entry != "": tables[table][entry].Add(name, values); break;
                case ["next"] when entry != "": entry = ""; break;
                case ["end"] when table != "" && entry == "": table = ""; break;
                default: Assert.Fail(line); break;
            }
        }

        Assert.Equal("", table + entry);
        return [.. tables["firewall policy"].Select(policy =>
        {
            Assert.InRange(uint.Parse(policy.Key, CultureInfo.InvariantCulture), 1u, 4294967294u);
            var set = policy.Value;
            Assert.InRange(set["name"].Single().Length, 1, 35);
            Assert.InRange(set["comments"].Single().Length, 1, 1023);
            Assert.Equal(["accept", "always", "any", "any"], new[] { "action", "schedule", "srcintf", "dstintf" }.Select(name => set[name].Single()));
            var six = set.ContainsKey("srcaddr6") ? "6" : "";
            var service = tables["firewall service custom"][set["service"].Single()].Single();
            return new PacketFilter.Rule(
                set["name"].Single(), Addresses(six, set[$"srcaddr{six}"].Single()), Addresses(six, set[$"dstaddr{six}"].Single()), service.Key[..3], service.Value);
        })];

        List<string> Addresses(string six, string group) => [.. tables[$"firewall addrgrp{six}"][group]["member"].Select(name => AddressOf(tables[$"firewall address{six}"][name]))];
    }

    private static string AddressOf(Dictionary<string, List<string>> set)
    {
        if (set.TryGetValue("fqdn", out var host)) return host.Single();
        if (set.TryGetValue("ip6", out var block)) return block.Single();
        return $"{set["subnet"][0]}/{AsaReader.Length(set["subnet"][1])}";
    }

    private static List<string> Words(string line)
    {
        Assert.Matches("^ *(?:\"[^\"\\\\]*\"|[^\" ]+)(?: (?:\"[^\"\\\\]*\"|[^\" ]+))*$", line);
        return [.. Regex.Matches(line, "\"([^\"]*)\"|[^\" ]+").Select(word => word.Value.Trim('"'))];
    }
}
