using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Protocols;

namespace MdiPrereq.Results.FirewallRules.Formats;

/// <summary>One line a rule (RFC 4180): each cell in quotes, and none that a spreadsheet would run.</summary>
internal sealed class CsvFormat(bool isStateless) : RuleFormat
{
    private static readonly string Header = Line(
        "Action", "Name", "Source", "SourcePort", "Destination", "Transport", "Port", "Direction", "Reason", "Reference", "Names");

    protected override string Comment => "";

    protected override IEnumerable<string> HowTo => [];

    /// <remarks>The first rule has the head, so that the texts of all rules are one table.</remarks>
    public override string Write(PlannedRule rule, int index) => (index == 0 ? Header : "") + Records("Allow", rule);

    public override string Undo(PlannedRule rule) => Records("Remove", rule);

    public override string Document(IReadOnlyList<PlannedRule> rules, IReadOnlyList<string> leftOut) => string.Concat(rules.Select(Write));

    public override string UndoDocument(IReadOnlyList<PlannedRule> rules) => Header + base.UndoDocument(rules);

    private string Records(string action, PlannedRule rule)
    {
        var line = Line(
            action, rule.Name, rule.Source, "any", rule.Target, rule.TransportName, rule.Port, $"{rule.Direction}", rule.Why,
            rule.Reference, string.Join("; ", Labels(rule)));
        var replies = isStateless ? Reply.Of(rule) : [];
        return line + string.Concat(replies.Select(reply => Line(
            action, $"{rule.Name}-reply", rule.Target, reply.SourcePort, rule.Source, rule.TransportName, $"{reply.TargetPorts}", "Reply",
            "The answers", rule.Reference, "")));
    }

    private static string Line(params string[] cells) =>
        string.Join(",", cells.Select(cell => $"\"{SafeText.CleanSentence(cell).Replace("\"", "\"\"")}\"")) + "\n";
}
