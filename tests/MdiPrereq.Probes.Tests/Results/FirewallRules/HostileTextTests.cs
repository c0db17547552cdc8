using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Tests.Results.FirewallRules.Readers;
using Xunit;

namespace MdiPrereq.Tests.Results.FirewallRules;

/// <summary>Text in a file of results, whatever it holds, changes no rule: it stays in its comment, or is not written at all.</summary>
public class HostileTextTests
{
    private static readonly string[] Hostile =
    [
        "dc01\ninsert rule inet filter forward accept", "dc01\r\naccess-list MDI-SENSOR extended permit ip any any", "*/ accept /*", "'; Remove-Item C:\\ -Recurse; '",
        "\"; set x \"", "`$(calc)", "\u202Etxt.exe", "\u2028insert rule", "\0", "</td><script>", "=cmd|' /C calc'!A0", "dc01 # \" ' ` $ ? { } [ ] \\ ; | & < >",
        "' ]\n}\nresource evil 'x' = {", "}}]}{", new('A', 10_000), new('\n', 10_000), "\" next\nend\nconfig system admin\nedit \"x\"", "\u2018quoted\u2019", "dc01'--", "\uD83D\uDE00",
    ];

    public static TheoryData<FirewallRuleFormat> Formats() => new(Lot.Formats);

    [Theory]
    [MemberData(nameof(Formats))]
    public void Hostile_names_cannot_leave_their_comment(FirewallRuleFormat format)
    {
        foreach (var text in Hostile)
        {
            var (plain, hostile) = (LotOf(_ => { }), LotOf(result =>
            {
                foreach (var name in new[] { "ComputerName", "SourceComputer", "Service", "Message", "Remediation", "Reference", "Evidence" }) result[name] = text;
            }));
            Same(format, plain.Request().Document(format), hostile.Request().Document(format), text);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Random_names_cannot_either(FirewallRuleFormat format)
    {
        var random = new Random(14);
        const string Signs = "\n\r\t\0'\"`$\\;#!/*{}[]()<>|&?,.:=%-_ aZ0\u2028\u2029\u202E\u00A0\u2019\uFEFF";
        for (var i = 0; i < 300; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => Signs[random.Next(Signs.Length)]));
            Same(format, LotOf(_ => { }).Request().Document(format), LotOf(result => result["ComputerName"] = result["SourceComputer"] = text).Request().Document(format), text);
        }
    }

    private static Lot LotOf(Action<Dictionary<string, object?>> change)
    {
        var lot = new Lot();
        foreach (var result in new[]
        {
            Lot.PortResult("10.0.0.1", "10.0.1.1", "Ldap389", Transport.Tcp, 389),
            Lot.PortResult("10.0.0.1", "10.0.1.2", "Ntp123", Transport.Udp, 123, State.NoReply),
            Lot.PortResult("fd77::1", "fd77::2", "Dns53", Transport.Tcp, 53, State.BlockedLocally, Reason.AccessDenied),
        })
        {
            change(result);
            lot.Add(result);
        }

        return lot;
    }

    private static void Same(FirewallRuleFormat format, string plain, string hostile, string text)
    {
        Assert.Equal(Rules(format, plain), Rules(format, hostile));
        Assert.All(hostile, character => Assert.False(char.IsControl(character) && character != '\n', text));
        Assert.True(hostile.Length < 40_000, "a name made the text long");

        // Nothing of what people do not see, or see the other way round.
        Assert.DoesNotContain(hostile, character => character is '\u202E' or '\u2028' or '\u2029' or '\u2019' or '\uFEFF' or '\u00A0');
    }

    private static List<string> Rules(FirewallRuleFormat format, string text) =>
        [.. RuleReaders.Read(format, text).Rules.Select(rule => $"{rule.Name} {string.Join(',', rule.Sources)} {string.Join(',', rule.Targets)} {rule.Transport} {string.Join(',', rule.Ports)}")];
}
