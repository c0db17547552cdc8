using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Results.FirewallRules.Formats;

/// <summary>
/// Windows Firewall, by its own cmdlets (NetSecurity): on the machine that accepts the connection, or on the one that opens it where that
/// one refused. The local addresses are in the rule too, so that one policy may carry it to all of them and it works nowhere else.
/// </summary>
internal sealed class WindowsFirewallFormat(bool isStateless) : RuleFormat
{
    private const int MaxDescription = 500;

    protected override string Comment => "# ";

    protected override IEnumerable<string> HowTo =>
    [
        "Run each command as administrator on the machines that it has as local addresses.",
        "A rule that blocks goes before one that allows.",
    ];

    public override string WhyNoHostNames =>
        "Windows Firewall lets the sensor out unless a rule of your own blocks it; that one must go, since rules there hold no names.";

    public override IEnumerable<string> Notes(IReadOnlyList<PlannedRule> rules) => Stateful.Notes(isStateless, "Windows Firewall");

    public override string Write(PlannedRule rule, int index)
    {
        var (direction, local, remote, port) = rule.IsBlockedAtSource
            ? ("Outbound", rule.Sources, rule.Targets, "RemotePort")
            : ("Inbound", rule.Targets, rule.Sources, "LocalPort");
        string[] command =
        [
            "New-NetFirewallRule",
            $"-Name {Quoted(rule.Name)}",
            $"-DisplayName {Quoted($"Defender for Identity sensor ({rule.Name})")}",
            "-Group 'Defender for Identity sensor'",
            $"-Description {Quoted(PlainText.Of(rule.Why, MaxDescription))}",
            $"-Direction {direction}",
            "-Action Allow",
            "-Profile Any",
            $"-Protocol {rule.TransportName}",
            $"-LocalAddress {List(local.Select(one => one.ToString()))}",
            $"-RemoteAddress {List(remote.Select(one => one.ToString()))}",
            $"-{port} {List(rule.Ports.Select(one => one.ToString()))}",
        ];
        return Lines(About(rule)) + string.Join(" ", command) + "\n";
    }

    public override string Undo(PlannedRule rule) => $"Remove-NetFirewallRule -Name {Quoted(rule.Name)}\n";

    private static string List(IEnumerable<string> values) => string.Join(",", values.Select(Quoted));

    // Nothing that is written here holds a quote.
    private static string Quoted(string text) => $"'{text}'";
}
