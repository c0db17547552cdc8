using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Protocols;
using MdiPrereq.Transports;

namespace MdiPrereq.Engine;

/// <summary>Finds a domain's controllers as its members do: by the SRV record <c>_ldap._tcp.dc._msdcs</c> (MS-ADTS 6.3.2.3).</summary>
internal static class DomainControllerLocator
{
    /// <param name="domain">The domain's DNS name.</param>
    /// <param name="options">The timeout is for each server that is asked.</param>
    /// <param name="run">Stops the search.</param>
    public static async Task<DomainControllers> FindAsync(string domain, ProbeOptions options, CancellationToken run)
    {
        if (!TargetName.TryParse(domain, out var target, out _) || target!.Address is not null || !DnsName.TryParse($"_ldap._tcp.dc._msdcs.{target.HostName}", out var name))
        {
            return new([], $"'{domain}' is not the DNS name of a domain. Give it in full, such as contoso.com.", NameIsWrong: true);
        }

        var lookup = new DnsLookup(options.Network, options.TimeoutMilliseconds, options.SourceAddress);
        var said = new List<string>();
        foreach (var server in options.Network.DnsServers().Where(server => Suits(server, options)))
        {
            var answer = await lookup.AskAsync(server, name, DnsRecordType.SRV, run).ConfigureAwait(false);
            var records = answer.Records<DnsServiceRecord>().Where(record => !record.Target.IsRoot).ToList();
            if (records.Count > 0) return new(InOrder(records), "", NameIsWrong: false);
            said.Add($"{server}: {(answer.Response is { } response ? response.Code.ToText() : answer.Outcome.Reason.ToString())}");
        }

        var asked = said.Count == 0 ? "this machine has no DNS server that could be asked" : string.Join(", ", said);
        return new([], $"No domain controller of '{domain}' was found by the SRV record {name} ({asked}). Give the controllers with -ComputerName, or mend this machine's DNS settings.", NameIsWrong: false);
    }

    // RFC 2782: lower priority first, then the heavier.
    private static List<string> InOrder(List<DnsServiceRecord> records) => records
        .OrderBy(record => record.Priority)
        .ThenByDescending(record => record.Weight)
        .Select(record => record.Target.ToString().TrimEnd('.'))
        .Where(name => TargetName.TryParse(name, out _, out _))
        .Distinct()
        .ToList();

    private static bool Suits(IPAddress server, ProbeOptions options) =>
        options.SourceAddress is null || options.SourceAddress.AddressFamily == server.AddressFamily;
}

/// <summary>What came of the search for a domain's controllers.</summary>
/// <param name="Names">Their host names, best first.</param>
/// <param name="Problem">Why there are none; empty when there are.</param>
/// <param name="NameIsWrong">Whether the domain's name made no sense, so that nothing was asked.</param>
internal sealed record DomainControllers(IReadOnlyList<string> Names, string Problem, bool NameIsWrong);
