using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Contract;
using MdiPrereq.Protocols;
using MdiPrereq.Transports;

namespace MdiPrereq.Engine;

/// <summary>Finds a domain's controllers as its members do: by the SRV record <c>_ldap._tcp.dc._msdcs</c> (MS-ADTS 6.3.2.3).</summary>
internal static class DomainControllerLocator
{
    /// <summary>
    /// How many controllers are taken from one answer. Hardly a domain has as many (Microsoft advises 1,200 at most); a message of DNS
    /// has room for more than twice as many, and each would be probed. Those of the best priority come first.
    /// </summary>
    internal const int MaxControllers = 1000;

    private const int NamesShown = 3;

    /// <param name="domain">The domain's DNS name.</param>
    /// <param name="options">The timeout is for each server that is asked.</param>
    /// <param name="run">Stops the search.</param>
    public static async Task<DomainControllers> FindAsync(string domain, ProbeOptions options, CancellationToken run)
    {
        if (!TargetName.TryParse(domain, out var target, out _)
            || target.Address is not null
            || !DnsName.TryParse($"_ldap._tcp.dc._msdcs.{target.HostName}", out var name))
        {
            return new([])
            {
                Problem = $"'{domain}' is not the DNS name of a domain. Give it in full, such as contoso.com.",
                NameIsWrong = true,
            };
        }

        var lookup = new DnsLookup(options.Network, options.TimeoutMilliseconds, options.SourceAddress, options.Pacer);
        var said = new List<string>();
        foreach (var server in options.Network.DnsServers().Where(server => Suits(server, options)))
        {
            var answer = await lookup.AskAsync(server, name, DnsRecordType.SRV, run).ConfigureAwait(false);
            var found = Choose(answer, domain, server, options.Words);
            if (found.Names.Count > 0) return found;
            var notice = found.Notice.Length > 0 ? ". " + found.Notice : "";
            said.Add($"{server}: {(answer.Response is { } response ? response.Code.ToText() : answer.Outcome.Reason.ToString())}{notice}");
        }

        var asked = said.Count == 0 ? "this machine has no DNS server that could be asked" : string.Join(", ", said);
        return new([])
        {
            Problem = $"No domain controller of '{domain}' was found by the SRV record {name} ({asked}). "
                + $"Give the controllers with {options.Words.ComputerName}, or mend this machine's DNS settings.",
        };
    }

    /// <summary>The controllers that an answer names, and what it says that is not taken.</summary>
    internal static DomainControllers Choose(DnsAnswer answer, string domain, IPAddress server, Vocabulary words)
    {
        // RFC 2782: lower priority first, then the heavier.
        var targets = answer.Records<DnsServiceRecord>()
            .Where(record => !record.Target.IsRoot)
            .OrderBy(record => record.Priority)
            .ThenByDescending(record => record.Weight)
            .Select(record => record.Target)
            .Distinct()
            .Select(target => target.ToString())
            .ToLookup(IsHostName);
        var names = targets[true].ToList();
        var refused = targets[false].ToList();

        var notices = new List<string>();
        if (refused.Count > 0)
        {
            notices.Add($"Of the controllers of '{domain}' that {server} names, "
                + $"{refused.Count} are addresses or no host names, and are not tested: {Some(refused)}.");
        }

        if (names.Count > MaxControllers)
        {
            notices.Add($"{server} names {names.Count} controllers of '{domain}'; only the first {MaxControllers} are tested. "
                + $"See whether its SRV records are right, or give the controllers with {words.ComputerName}.");
        }

        if (answer.WhyCut.Length > 0)
        {
            notices.Add($"The list of the controllers of '{domain}' is {answer.WhyCut}: those that did not fit are not tested. "
                + $"Allow {PortName.Of(Transport.Tcp, 53)} to {server}, or give the controllers with {words.ComputerName}.");
        }

        return new([.. names.Take(MaxControllers)]) { Notice = string.Join(" ", notices) };
    }

    /// <summary>RFC 2782: the target is a name that has addresses, never an address.</summary>
    private static bool IsHostName(string target) => TargetName.TryParse(target, out var name, out _) && name.Address is null;

    private static string Some(List<string> targets) =>
        string.Join(", ", targets.Take(NamesShown).Select(SafeText.Clean)) + (targets.Count > NamesShown ? ", …" : "");

    private static bool Suits(IPAddress server, ProbeOptions options) =>
        options.SourceAddress is null || options.SourceAddress.AddressFamily == server.AddressFamily;
}
