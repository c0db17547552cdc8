using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Checks.Inbound;
using MdiPrereq.Results.FirewallRules.Formats;

namespace MdiPrereq.Results.FirewallRules;

/// <summary>Gathers what a firewall must allow, and writes it in the words of each product.</summary>
internal sealed class FirewallRequest
{
    private readonly FirewallOptions _options;
    private readonly PeerNames _names = new();
    private readonly FlowReader _reader;
    private readonly RequirementFlows _rows;
    private readonly HashSet<Flow> _flows = [];
    private readonly Lazy<(IReadOnlyList<PlannedRule> Rules, IReadOnlyList<string> LeftOut)> _plan;
    private long _ofOneEnd;

    public FirewallRequest(FirewallOptions options)
    {
        _options = options;
        _reader = new(options, _names);
        _rows = new(options);
        _plan = new(Plan);
    }

    /// <summary>Takes a result, or a row of the port tables.</summary>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public (FlowProblem Kind, string Message)? Add(ResultView view)
    {
        if (RequirementFlows.IsRow(view))
        {
            if (_options.Sources.Count == 0)
            {
                var give = $"Give {_options.Words.RuleSource}, and {_options.Words.RuleTarget}.";
                return (FlowProblem.NoSource, $"A row does not tell who needs it. {give}");
            }

            return _rows.TryAdd(view) ? null : (FlowProblem.NoRow, $"'{view.Text("Id")}' with that port is no row of the port tables.");
        }

        if (view.IsOfOneEnd)
        {
            _ofOneEnd++;
            return null;
        }

        var flows = _reader.Read(view, out var problem);
        _flows.UnionWith(flows);
        return problem;
    }

    public void Name(Peer peer, string name) => _names.Add(peer, name);

    /// <summary>What is not among the rules of a format, and why.</summary>
    public IReadOnlyList<string> LeftOut(FirewallRuleFormat format) => Written(format).LeftOut;

    /// <summary>The rules in the words of a format, always in the same order.</summary>
    public IReadOnlyList<FirewallRule> Rules(FirewallRuleFormat format)
    {
        var (writer, rules, _) = Written(format);
        return
        [
            .. rules.Select((rule, index) => new FirewallRule
            {
                Format = format,
                Name = rule.Name,
                Source = rule.Source,
                Destination = rule.Target,
                Transport = rule.Transport,
                Port = rule.Port,
                Direction = rule.Direction,
                Text = writer.Write(rule, index),
                Undo = writer.Undo(rule),
                Reason = rule.IsBlockedAtSource ? $"{rule.Why} {RuleWording.SourceRefused("The source")}" : rule.Why,
                Reference = rule.Reference,
            }),
        ];
    }

    /// <summary>All rules of a format as one text that can be saved and applied; empty when there are none.</summary>
    public string Document(FirewallRuleFormat format)
    {
        var (writer, rules, leftOut) = Written(format);
        return rules.Count == 0 ? "" : writer.Document(rules, leftOut);
    }

    /// <summary>What takes all of them away again; empty when there are none.</summary>
    public string UndoDocument(FirewallRuleFormat format)
    {
        var (writer, rules, _) = Written(format);
        return rules.Count == 0 ? "" : writer.UndoDocument(rules);
    }

    private (RuleFormat Writer, IReadOnlyList<PlannedRule> Rules, IReadOnlyList<string> LeftOut) Written(FirewallRuleFormat format)
    {
        var writer = RuleFormat.Of(format, _options.IsStateless);
        var (rules, leftOut) = _plan.Value;
        var hosts = string.Join(", ", rules.SelectMany(rule => rule.HostNames).Distinct());
        IEnumerable<string> why = hosts.Length == 0 || writer.WhyNoHostNames.Length == 0
            ? []
            : [$"{hosts}, TCP 443, is not among the rules of {format}: {writer.WhyNoHostNames}"];
        return (
            writer,
            [.. rules.Where(rule => rule.HostNames.Count == 0 || writer.WhyNoHostNames.Length == 0).SelectMany(writer.Split)],
            [.. leftOut, .. why, .. writer.Notes(rules)]);
    }

    private (IReadOnlyList<PlannedRule> Rules, IReadOnlyList<string> LeftOut) Plan()
    {
        var (flows, leftOut) = _rows.Flows();
        if (_ofOneEnd > 0) leftOut = [.. leftOut, InboundWording.OneEnd(_ofOneEnd, _options.Words)];
        return (RulePlan.Of(_flows.Concat(flows), _names, new(_options.NnrMethods)), leftOut);
    }
}
