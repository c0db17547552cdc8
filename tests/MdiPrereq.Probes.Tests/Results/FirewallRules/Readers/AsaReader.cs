using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace MdiPrereq.Tests.Results.FirewallRules.Readers;

/// <summary>
/// Cisco ASA, by its configuration guide ("Configuring Object Groups", "Adding an Extended Access Control List"):
/// <c>object-group network ID</c> with <c>network-object {host A | A MASK | A6/LEN | object ID}</c>, <c>object-group service ID {tcp|udp}</c>
/// with <c>port-object {eq P | range P P}</c>, <c>access-list ID [line N] extended permit {tcp|udp} SOURCE DESTINATION PORT</c>;
/// "access-list ID [line N] remark TEXT ... can be up to 100 characters in length".
/// </summary>
internal static class AsaReader
{
    public static IReadOnlyList<PacketFilter.Rule> Read(string text)
    {
        var groups = new Dictionary<string, List<string>>();
        var objects = new Dictionary<string, string>();
        var rules = new List<PacketFilter.Rule>();
        var current = "";
        foreach (var line in RuleReaders.Lines(text, "!"))
        {
            Assert.InRange(line.Length, 1, 511);
            var word = line.Split(' ');
            if (line[0] == ' ')
            {
                switch (word[1..])
                {
                    case ["fqdn", "v4" or "v6", var host]: objects[current] = host; break;
                    case ["network-object", "object", var named]: groups[current].Add(objects[named]); break;
                    case ["network-object", "host", var host]: groups[current].Add(IPAddress.Parse(host).ToString()); break;
                    case ["network-object", var block] when block.Contains(':'): groups[current].Add(block); break;
                    case ["network-object", var network, var mask]: groups[current].Add($"{network}/{Length(mask)}"); break;
                    case ["port-object", "eq", var port]: groups[current].Add(port); break;
                    case ["port-object", "range", var first, var last]: groups[current].Add($"{first}-{last}"); break;
                    default: Assert.Fail(line); break;
                }

                continue;
            }

            switch (word)
            {
                case ["object", "network", var named]: current = Name(named); break;
                case ["object-group", "network", var named]: groups.Add(current = Name(named), []); break;
                case ["object-group", "service", var named, "tcp" or "udp"]: groups.Add(current = Name(named), []); break;
                case ["access-list", var list, "line", "1", "remark", .. var remark]:
                    Name(list);
                    Assert.InRange(string.Join(' ', remark).Length, 1, 100);
                    break;
                case ["access-list", _, "line", "1", "extended", "permit", var transport, "object-group", var from, "object-group", var to, "object-group", var port]:
                    rules.Add(new(from[..^"-from".Length], groups[from], groups[to], transport, groups[port]));
                    break;
                default: Assert.Fail(line); break;
            }
        }

        return rules;
    }

    private static string Name(string name)
    {
        Assert.Matches("^[A-Za-z0-9_-]{1,64}$", name);
        return name;
    }

    /// <summary>How long the prefix of a mask in dots is.</summary>
    public static int Length(string mask)
    {
        var bits = string.Concat(IPAddress.Parse(mask).GetAddressBytes().Select(octet => Convert.ToString(octet, 2).PadLeft(8, '0')));
        Assert.Matches("^1*0*$", bits);
        return Regex.Count(bits, "1");
    }
}
