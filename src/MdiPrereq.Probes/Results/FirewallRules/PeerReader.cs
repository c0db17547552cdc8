using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Contract;
using MdiPrereq.Engine;
using MdiPrereq.Transports;

namespace MdiPrereq.Results.FirewallRules;

/// <summary>Reads ends of connections as a user gives them: addresses, blocks, ranges, and names, which are looked up.</summary>
internal static class PeerReader
{
    private const int TimeoutMilliseconds = 5000;

    /// <param name="given">What the user gave.</param>
    /// <param name="network">Where names are looked up.</param>
    /// <param name="words">The asker's words.</param>
    /// <param name="stop">Ends the look-ups.</param>
    /// <returns>One for each that was given: the addresses with their name, which may be empty, or what is wrong.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static async Task<IReadOnlyList<NamedPeer>> ReadAsync(
        IEnumerable<string?> given, Network network, Vocabulary words, CancellationToken stop) =>
        await Task.WhenAll(given.Select(text => ReadAsync(text ?? "", network, words, stop))).ConfigureAwait(false);

    private static async Task<NamedPeer> ReadAsync(string given, Network network, Vocabulary words, CancellationToken stop)
    {
        if (!TargetBlock.TryParse(given, out var block, out var problem, words)) return NamedPeer.Wrong(given, problem);
        var first = block!.Targets().First();
        var resolver = new TargetResolver(network, null, TimeoutMilliseconds);
        var (address, failure) = await resolver.ResolveAsync(first, stop).ConfigureAwait(false);
        if (address is null)
        {
            var detail = failure!.Detail.Length > 0 ? $" ({failure.Detail})" : "";
            return NamedPeer.Wrong(
                given, $"The name '{given}' has no address{detail}. Give the address, which is what firewalls want.", isUnresolved: true);
        }

        return AddressRange.IsOfHost(address)
            ? new(given, new(AddressRange.Of(address, block.Count)), first.Address is null ? first.HostName : "")
            : NamedPeer.Wrong(given, $"'{given}' is no address of a host on a network, so that no firewall rule can have it.");
    }
}
