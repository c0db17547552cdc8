using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace MdiPrereq.Tests.Results.FirewallRules;

/// <summary>
/// A packet filter as all firewalls have it: the first rule that matches lets a packet through, and what none matches is dropped. It is made of
/// what a product's own text says and knows nothing of what wrote that text.
/// </summary>
internal sealed class PacketFilter(IReadOnlyList<PacketFilter.Rule> rules)
{
    private static readonly ConcurrentDictionary<(string Address, string Block), bool> Parsed = new();

    public IReadOnlyList<Rule> Rules { get; } = rules;

    public PacketFilter Without(string name) => new([.. Rules.Where(rule => rule.Name != name)]);

    public bool Allows(Packet packet) => Rules.Any(rule => rule.Matches(packet));

    /// <param name="Source">The address, or where a name is written its text.</param>
    /// <param name="Target">The same.</param>
    /// <param name="Transport">"tcp" or "udp".</param>
    /// <param name="Port">The port that it goes to.</param>
    internal sealed record Packet(string Source, string Target, string Transport, int Port) : System.IComparable<Packet>
    {
        public int CompareTo(Packet? other) => string.CompareOrdinal(ToString(), other?.ToString());
    }

    /// <summary>Blocks as "10.0.0.0/24", "10.0.0.1" or a host's name; ports as "53" or "3268-3269".</summary>
    internal sealed record Rule(string Name, IReadOnlyList<string> Sources, IReadOnlyList<string> Targets, string Transport, IReadOnlyList<string> Ports)
    {
        public bool Matches(Packet packet) =>
            packet.Transport.Equals(Transport, System.StringComparison.OrdinalIgnoreCase)
            && Ports.Any(range => IsIn(packet.Port, range))
            && Sources.Any(block => IsIn(packet.Source, block))
            && Targets.Any(block => IsIn(packet.Target, block));

        private static bool IsIn(int port, string range)
        {
            var ends = range.Split('-').Select(int.Parse).ToList();
            return ends[0] <= port && port <= ends[^1];
        }

        private static bool IsIn(string address, string block) => block == address || Parsed.GetOrAdd((address, block), static one =>
            IPAddress.TryParse(one.Address, out var address)
            && (IPAddress.TryParse(one.Block, out var single) ? single.Equals(address) : IPNetwork.TryParse(one.Block, out var network) && network.Contains(address)));
    }
}
