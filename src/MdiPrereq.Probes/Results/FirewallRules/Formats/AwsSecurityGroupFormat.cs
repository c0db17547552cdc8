using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MdiPrereq.Results.FirewallRules.Formats;

/// <summary>
/// Inbound rules of AWS security groups, as <c>aws ec2 authorize-security-group-ingress --cli-input-json</c> reads them. Such a rule names
/// no target: its targets are the machines that have its group.
/// </summary>
internal sealed class AwsSecurityGroupFormat(bool isStateless) : RuleFormat
{
    /// <summary>Inbound rules of a group in a new account (Amazon VPC quotas). Each pair of a block and a port range is one.</summary>
    private const int MaxRules = 60;

    /// <summary>What a description may have (IpRange in the EC2 API reference).</summary>
    private const int MaxDescription = 255;

    protected override string Comment => "# ";

    protected override IEnumerable<string> HowTo =>
        ["Give the machines that a command names a security group of their own, and its id in the variable of that command."];

    public override string WhyNoHostNames =>
        "security groups hold addresses, and those of the service change. Let the sensor go through a proxy that allows this name.";

    public override IEnumerable<string> Notes(IReadOnlyList<PlannedRule> rules) => Stateful.Notes(isStateless, "An AWS security group");

    public override IEnumerable<PlannedRule> Split(PlannedRule rule) =>
        from ports in Chunks(rule.Ports, MaxRules)
        from sources in Chunks(rule.Sources, MaxRules / ports.Count)
        select rule.With(sources, ports);

    // An id begins with "sg-"; what stands here is refused until it is replaced.
    public override string Write(PlannedRule rule, int index) => Json(GroupOf(rule), rule, Description(rule)) + "\n";

    public override string Undo(PlannedRule rule) => Json(GroupOf(rule), rule, null) + "\n";

    public override string Document(IReadOnlyList<PlannedRule> rules, IReadOnlyList<string> leftOut) => Lines(Head(rules, leftOut))
        + string.Concat(rules.Select((rule, index) => "\n" + Lines(About(rule)) + Command("authorize", rule, index, Description(rule))));

    public override string UndoDocument(IReadOnlyList<PlannedRule> rules) =>
        string.Concat(rules.Select((rule, index) => Command("revoke", rule, index, null)));

    private static string GroupOf(PlannedRule rule) => "sg-of " + string.Join(" ", rule.Targets.Select(target => target.Cidr));

    private static string Description(PlannedRule rule) => PlainText.Of($"{rule.Name}: {rule.Why}", MaxDescription);

    // The JSON holds no single quote.
    private string Command(string verb, PlannedRule rule, int index, string? description) =>
        Lines(Comments([$"The group of {rule.Target}"]))
        + $"aws ec2 {verb}-security-group-ingress --group-id \"$GROUP{index + 1}\" --cli-input-json '{Json(null, rule, description)}'\n";

    private static string Json(string? group, PlannedRule rule, string? description)
    {
        using var text = new StringWriter();
        var json = new JsonTree(text, isIndented: false);
        json.Object(() =>
        {
            if (group is not null) json.Member("GroupId", group);
            json.List("IpPermissions", rule.Ports, range => json.Object(() =>
            {
                json.Member("IpProtocol", rule.TransportName.ToLowerInvariant());
                json.Member("FromPort", range.First);
                json.Member("ToPort", range.Last);
                json.List(rule.IsV6 ? "Ipv6Ranges" : "IpRanges", rule.Sources, source => json.Object(() =>
                {
                    json.Member(rule.IsV6 ? "CidrIpv6" : "CidrIp", source.Cidr);
                    if (description is not null) json.Member("Description", description);
                }));
            }));
        });
        return text.ToString();
    }

    private static IEnumerable<IReadOnlyList<T>> Chunks<T>(IReadOnlyList<T> all, int size) => all
        .Select((one, number) => (one, number))
        .GroupBy(one => one.number / size)
        .Select(chunk => (IReadOnlyList<T>)[.. chunk.Select(one => one.one)]);
}
