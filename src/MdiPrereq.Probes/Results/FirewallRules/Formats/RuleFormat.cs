using System;
using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Results.FirewallRules.Formats;

/// <summary>Writes rules in the words of one product. Lines end with a line feed, everywhere.</summary>
internal abstract class RuleFormat
{
    private const int MaxLabels = 100;

    /// <summary>What begins a line that says something to people alone; empty where there are none.</summary>
    protected abstract string Comment { get; }

    /// <summary>What whoever applies the rules must do first.</summary>
    protected abstract IEnumerable<string> HowTo { get; }

    /// <summary>Why no rule can go to a host by its name, and what to do instead; empty when it can.</summary>
    public virtual string WhyNoHostNames => "";

    public static RuleFormat Of(FirewallRuleFormat format, bool isStateless) => format switch
    {
        FirewallRuleFormat.Text => new TextFormat(isStateless),
        FirewallRuleFormat.Csv => new CsvFormat(isStateless),
        FirewallRuleFormat.WindowsFirewall => new WindowsFirewallFormat(isStateless),
        FirewallRuleFormat.AzureNsg => new AzureNsgFormat(isStateless),
        FirewallRuleFormat.AzureNsgBicep => new AzureNsgBicepFormat(isStateless),
        FirewallRuleFormat.AwsSecurityGroup => new AwsSecurityGroupFormat(isStateless),
        FirewallRuleFormat.Nftables => new NftablesFormat(isStateless),
        FirewallRuleFormat.PanOs => new PanOsFormat(isStateless),
        FirewallRuleFormat.CiscoAsa => new CiscoAsaFormat(isStateless),
        FirewallRuleFormat.FortiOs => new FortiOsFormat(isStateless),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>What a rule becomes that is more than the product takes in one.</summary>
    public virtual IEnumerable<PlannedRule> Split(PlannedRule rule) => [rule];

    /// <summary>What the reader of the rules must know beside them.</summary>
    public virtual IEnumerable<string> Notes(IReadOnlyList<PlannedRule> rules) => [];

    /// <summary>One rule, so that it can be applied alone.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="index">Its place among all, from 0.</param>
    public abstract string Write(PlannedRule rule, int index);

    /// <summary>What takes it away again.</summary>
    public abstract string Undo(PlannedRule rule);

    /// <summary>All rules as one text.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="leftOut">What is not among them, and why.</param>
    public virtual string Document(IReadOnlyList<PlannedRule> rules, IReadOnlyList<string> leftOut) =>
        Lines(Head(rules, leftOut)) + string.Concat(rules.Select((rule, index) => "\n" + Write(rule, index)));

    public virtual string UndoDocument(IReadOnlyList<PlannedRule> rules) => string.Concat(rules.Select(Undo));

    /// <summary>The lines that say to people what this is.</summary>
    protected IEnumerable<string> Head(IReadOnlyList<PlannedRule> rules, IEnumerable<string> leftOut)
    {
        IEnumerable<string> silence = rules.Any(rule => rule.IsSilent) ? [RuleWording.Silence] : [];
        return Comments([RuleWording.Title, .. HowTo, .. silence, .. leftOut]);
    }

    /// <summary>The lines that say to people what a rule is for.</summary>
    protected IEnumerable<string> About(PlannedRule rule) => Comments(
    [
        $"{rule.Name}: {rule.Why}",
        .. rule.Reference.Split(' '),
        .. Labels(rule),
        .. rule.IsBlockedAtSource ? [RuleWording.SourceRefused(rule.Source)] : Array.Empty<string>(),
    ]);

    protected static IEnumerable<string> Labels(PlannedRule rule) => rule.Labels.Count <= MaxLabels
        ? rule.Labels
        : rule.Labels.Take(MaxLabels).Append($"and {rule.Labels.Count - MaxLabels} more names");

    protected IEnumerable<string> Comments(IEnumerable<string> texts) => texts.Select(text => Comment + PlainText.Of(text));

    protected static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));
}
