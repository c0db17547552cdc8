using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Engine;
using MdiPrereq.Protocols;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.NameResolution;

/// <summary>
/// The secondary method: the PTR record of a device's address, asked of each DNS server by our own packets. Each name is asked for its
/// addresses too: one that leads elsewhere is another machine's, which is worse than no name.
/// </summary>
internal sealed class ReverseDns(NnrOptions options)
{
    /// <summary>A DNS server takes more at once than a device, but not a whole window.</summary>
    private const int MaxPerServer = 256;

    /// <summary>So many names of one address are asked for theirs; the others are counted.</summary>
    private const int MaxNames = 4;

    private readonly HostGates _gates = new(MaxPerServer);
    private readonly DnsServerHealth _health = new(static () => DateTime.UtcNow);

    // Half the time for the PTR, half for the way back.
    private readonly DnsLookup _lookup = new(
        options.Network, Math.Max(50, options.TimeoutMilliseconds / 2), options.SourceAddress, options.Pacer);

    public async Task<MethodOutcome> ResolveAsync(IPAddress device, IPAddress? source, CancellationToken run)
    {
        var servers = Servers(source);
        if (servers.Count == 0) return new(State.NotTested, Reason.NotApplicable, "", "this machine has no DNS server that could be asked");
        var answers = await Task.WhenAll(servers.Select(server => AskAsync(server, device, run))).ConfigureAwait(false);

        // The first name; else the server that said most.
        return answers.FirstOrDefault(answer => answer.HasName) ?? answers.FirstOrDefault(answer => answer.State == State.Open)
            ?? answers[0];
    }

    /// <summary>A host name's address, by the same servers: no cache, hosts file, LLMNR or mDNS has a say.</summary>
    /// <returns>IPv4 where there is one, or the IP version of the source address; null when no server knows the name.</returns>
    public async Task<IPAddress?> FindAddressAsync(string hostName, CancellationToken run)
    {
        if (string.Equals(hostName, "localhost", StringComparison.OrdinalIgnoreCase)) return IPAddress.Loopback;
        NotTestableException? notAsked = null;
        IEnumerable<string> candidates = hostName.Contains('.')
            ? [hostName]
            : [.. options.Network.DnsSuffixes().Select(suffix => $"{hostName}.{suffix}"), hostName];
        foreach (var candidate in candidates)
        {
            if (!DnsName.TryParse(candidate, out var name)) continue;
            foreach (var server in Servers(options.SourceAddress))
            {
                // Asked even when it was silent before: nothing else can tell this name's address.
                foreach (var type in AddressTypes())
                {
                    try
                    {
                        var addresses = await AddressesAsync(server, name, type, run).ConfigureAwait(false);
                        if (addresses.Count > 0) return addresses[0];
                    }
                    catch (NotTestableException e)
                    {
                        // Another server may still be asked.
                        notAsked = e;
                    }
                }
            }
        }

        return notAsked is null ? null : throw notAsked;
    }

    private IReadOnlyList<IPAddress> Servers(IPAddress? source)
    {
        var servers = options.DnsServers.Count > 0 ? options.DnsServers : options.Network.DnsServersFor(source);
        return options.SourceAddress is { } own ? [.. servers.Where(server => server.AddressFamily == own.AddressFamily)] : servers;
    }

    private IEnumerable<DnsRecordType> AddressTypes() => options.SourceAddress?.AddressFamily switch
    {
        null => [DnsRecordType.A, DnsRecordType.AAAA],
        AddressFamily.InterNetwork => [DnsRecordType.A],
        _ => [DnsRecordType.AAAA],
    };

    private async Task<MethodOutcome> AskAsync(IPAddress server, IPAddress device, CancellationToken run)
    {
        var answer = await AskAsync(server, DnsReverseName.Of(device), DnsRecordType.PTR, run).ConfigureAwait(false);
        if (answer?.Response is not { } response)
        {
            return answer is null
                ? new(State.NotTested, Reason.TimedOut, "", $"the DNS server {server} was silent before and was spared this question")
                : new(
                    answer.Outcome.State,
                    answer.Outcome.Reason,
                    "",
                    $"DNS server {server}{(answer.Outcome.Detail.Length > 0 ? ": " + answer.Outcome.Detail : "")}");
        }

        var names = answer.Records<DnsNameRecord>().Select(record => record.Target).Distinct().ToList();
        if (names.Count == 0) return NoName(answer.WhyCut.Length > 0 ? $"its answer is {answer.WhyCut}" : ReverseZone.WhyNoName(response));
        var usable = names.Where(name => HostNameSyntax.IsHostName(Text(name)) && !MethodOutcome.IsOfNoDevice(Text(name)))
            .OrderBy(Text, StringComparer.OrdinalIgnoreCase).ToList();
        if (usable.Count == 0) return NoName($"the PTR record '{Text(names[0])}' is no host name");

        // The same ones each time: servers turn the order of records from answer to answer.
        var followed = usable.Take(MaxNames).Select(name => FollowAsync(server, device, name, run));
        var pointers = await Task.WhenAll(followed).ConfigureAwait(false);
        var doubt = answer.WhyCut.Length > 0 ? $"there may be other names: its answer is {answer.WhyCut}" : "";
        return PointerRules.Judge(device, pointers, usable.Count - pointers.Length, doubt);
    }

    /// <summary>Where a name of the device leads.</summary>
    private async Task<Pointer> FollowAsync(IPAddress server, IPAddress device, DnsName name, CancellationToken run)
    {
        var type = device.AddressFamily == AddressFamily.InterNetwork ? DnsRecordType.A : DnsRecordType.AAAA;
        var answer = await AskAsync(server, name, type, run).ConfigureAwait(false);
        if (answer?.Response is not { Code: DnsResponseCode.NoError or DnsResponseCode.NXDomain }) return new(Text(name), null, Text(name));
        var records = answer.Records<DnsAddressRecord>();
        var canonical = records.Count > 0 ? records[0].Owner : name;
        return new(Text(name), [.. records.Select(record => record.Address)], Text(canonical), answer.WhyCut);
    }

    private async Task<List<IPAddress>> AddressesAsync(IPAddress server, DnsName name, DnsRecordType type, CancellationToken run)
    {
        var answer = await AskAsync(server, name, type, run, spare: false).ConfigureAwait(false);
        if (answer!.Outcome is { State: State.NotTested, Reason: Reason.Error })
        {
            throw new NotTestableException($"the name's address could not be asked for: {answer.Outcome.Detail}");
        }
        return [.. answer.Records<DnsAddressRecord>().Select(record => record.Address)];
    }

    /// <summary>Null for a server that is given up, when it may be spared the question.</summary>
    private async Task<DnsAnswer?> AskAsync(IPAddress server, DnsName name, DnsRecordType type, CancellationToken run, bool spare = true)
    {
        await _gates.EnterAsync(server, run).ConfigureAwait(false);
        try
        {
            if (spare && _health.IsGivenUp(server)) return null;
            var answer = await _lookup.AskAsync(server, name, type, run).ConfigureAwait(false);

            // Only silence costs time: a port that is closed says so at once.
            if (answer.Response is not null || answer.Outcome.State == State.NoReply) _health.Note(server, answer.Response is not null);
            return answer;
        }
        finally
        {
            _gates.Leave(server);
        }
    }

    private static MethodOutcome NoName(string why) => new(State.Open, Reason.ProtocolReply, "", why);

    private static string Text(DnsName name) => SafeText.Clean(name.ToString().TrimEnd('.'));
}
