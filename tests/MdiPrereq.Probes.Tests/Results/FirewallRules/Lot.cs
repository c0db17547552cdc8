using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Results.FirewallRules;

namespace MdiPrereq.Tests.Results.FirewallRules;

/// <summary>Results as they come from files, by the names of their properties, and the rules that they ask for.</summary>
internal sealed class Lot
{
    public static IReadOnlyList<FirewallRuleFormat> Formats { get; } = Enum.GetValues<FirewallRuleFormat>();

    private readonly List<Dictionary<string, object?>> _results = [];

    /// <summary>What the packet filter must let through, and nothing else.</summary>
    public HashSet<PacketFilter.Packet> Wanted { get; } = [];

    public static Dictionary<string, object?> PortResult(
        string source, string target, string id, Transport transport, int port, State state = State.Filtered, Reason reason = Reason.TimedOut) => new()
        {
            ["ComputerName"] = $"name-of-{target}",
            ["RemoteAddress"] = target,
            ["SourceComputer"] = "sensor",
            ["SourceAddress"] = source,
            ["RequirementId"] = id,
            ["SensorType"] = SensorType.Standalone,
            ["Catalog"] = Catalog.Current,
            ["Service"] = "what the file says",
            ["Transport"] = transport,
            ["Port"] = port,
            ["Destination"] = Destination.DomainController,
            ["State"] = state,
            ["Reason"] = reason,
        };

    public static Dictionary<string, object?> NnrResult(string source, string target, State ntlm, State netBios, State rdp, State dns = State.NotTested) => new()
    {
        ["ComputerName"] = target,
        ["RemoteAddress"] = target,
        ["SourceComputer"] = "sensor",
        ["SourceAddress"] = source,
        ["NtlmState"] = ntlm,
        ["NtlmReason"] = Reason.TimedOut,
        ["NetBiosState"] = netBios,
        ["NetBiosReason"] = Reason.TimedOut,
        ["RdpState"] = rdp,
        ["RdpReason"] = Reason.TimedOut,
        ["DnsState"] = dns,
        ["DnsReason"] = Reason.TimedOut,
    };

    public void Add(Dictionary<string, object?> result) => _results.Add(result);

    public void Want(string source, string target, string transport, int port) => Wanted.Add(new(source, target, transport, port));

    public FirewallRequest Request(FirewallOptions? options = null)
    {
        var request = new FirewallRequest(options ?? new());
        foreach (var result in _results) request.Add(new(result.GetValueOrDefault));
        return request;
    }

    public Lot Shuffled(int seed)
    {
        var other = new Lot();
        var random = new Random(seed);
        other._results.AddRange(_results.OrderBy(_ => random.Next()));
        other.Wanted.UnionWith(Wanted);
        return other;
    }
}
