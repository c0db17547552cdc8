using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Results.FirewallRules.Formats;

/// <summary>A change request as people write it into a ticket.</summary>
internal sealed class TextFormat(bool isStateless) : RuleFormat
{
    private const int MaxWidth = 100;

    protected override string Comment => "";

    protected override IEnumerable<string> HowTo =>
    [
        "Please allow the connections below, and nothing wider. Each rule tells which documented ports need it and why.",
        isStateless
            ? "The firewalls on the way keep no state: the answers need the rules that are given as replies."
            : "Firewalls that keep state let the answers through by themselves.",
    ];

    public override string Document(IReadOnlyList<PlannedRule> rules, IReadOnlyList<string> leftOut)
    {
        var head = Head(rules, leftOut).ToList();
        var cells = rules.Select(rule => new[] { rule.Name, Short(rule.Source), Short(rule.Target), $"{rule.TransportName} {rule.Port}" })
            .Prepend(["Rule", "From", "To", "Port"]).ToList();
        var widths = Enumerable.Range(0, 3).Select(column => cells.Max(row => row[column].Length)).ToList();
        var table = cells.Select(row => string.Join("  ", row.Select((cell, column) => column < 3 ? cell.PadRight(widths[column]) : cell)));
        return Lines([head[0], new string('=', head[0].Length), .. head.Skip(1).SelectMany(line => Wrapped("", line)), "", .. table])
            + string.Concat(rules.Select((rule, index) => "\n" + Write(rule, index)));
    }

    public override string Write(PlannedRule rule, int index) => Lines(
    [
        $"Rule {rule.Name}",
        .. Wrapped("from", rule.Source),
        .. Wrapped("to", rule.Target),
        .. Wrapped("port", $"{rule.TransportName} {rule.Port}"),
        .. Wrapped("opened", rule.Direction == Direction.Inbound ? "towards the sensor" : "by the sensor"),
        .. isStateless ? Reply.Of(rule).SelectMany(reply => Wrapped("reply", reply.ToString())) : [],
        .. Wrapped("why", rule.Why),
        .. rule.IsBlockedAtSource ? Wrapped("note", RuleWording.SourceRefused(rule.Source)) : [],
        .. rule.Reference.Split(' ').SelectMany(page => Wrapped("source", page)),
        .. Labels(rule).SelectMany(label => Wrapped("name", label)),
    ]);

    public override string Undo(PlannedRule rule) => Lines(
    [
        $"Remove rule {rule.Name}",
        .. Wrapped("from", rule.Source),
        .. Wrapped("to", rule.Target),
        .. Wrapped("port", $"{rule.TransportName} {rule.Port}"),
    ]);

    private static string Short(string addresses)
    {
        var all = addresses.Split([", "], System.StringSplitOptions.None);
        return all.Length == 1 ? all[0] : $"{all[0]} and {all.Length - 1} more";
    }

    /// <summary>A text in lines of a readable width, its name before the first.</summary>
    private static IEnumerable<string> Wrapped(string name, string text)
    {
        var indent = name.Length == 0 ? "" : new string(' ', 10);
        var line = name.Length == 0 ? "" : $"  {name,-8}";
        var isEmpty = true;
        foreach (var word in text.Split(' '))
        {
            if (!isEmpty && line.Length + word.Length >= MaxWidth)
            {
                yield return line;
                line = indent;
                isEmpty = true;
            }

            line += isEmpty ? word : " " + word;
            isEmpty = false;
        }

        yield return line;
    }
}
