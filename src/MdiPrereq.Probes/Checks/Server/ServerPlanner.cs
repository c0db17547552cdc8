using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Checks.Adapters;
using MdiPrereq.Engine;

namespace MdiPrereq.Checks.Server;

/// <summary>
/// Finds out what is to be tested of this server. What cannot be found is said, and keeps nothing else from being tested.
/// </summary>
internal sealed class ServerPlanner(ServerOptions options)
{
    private readonly List<string> _facts = [];
    private readonly List<string> _notices = [];
    private readonly List<string> _doubts = [];
    private readonly List<ServerProblem> _problems = [];

    public async Task<ServerPlan> MakeAsync(CancellationToken run)
    {
        var role = options.Machine.ReadRole();
        var sensorType = options.SensorType ?? ServerRules.SensorTypeFor(role);
        _facts.Add(ServerWording.Is(role, sensorType, options.SensorType is not null));
        if (options.SensorType is null && !ServerRules.CanHaveSensor(role))
        {
            _doubts.Add(ServerWording.NoSensorHere(role, sensorType, options.Words));
        }

        if (options.Has(PrerequisitePart.CloudService) && options.WorkspaceName.Length == 0 && sensorType != SensorType.Modern)
        {
            _doubts.Add(ServerWording.NoWorkspace(options.Words));
        }

        IReadOnlyList<string> domains = options.DomainNames.Count > 0 ? options.DomainNames
            : role.DomainName.Length > 0 ? [role.DomainName]
            : [];
        IReadOnlyList<TargetName> controllers = [], dnsServers = [];
        if (options.Has(PrerequisitePart.Port))
        {
            controllers = await FindControllersAsync(domains, run).ConfigureAwait(false);
            if (sensorType != SensorType.Modern) dnsServers = FindDnsServers();
            _facts.Add(ServerWording.Targets(controllers, dnsServers));
        }

        return new()
        {
            SensorType = sensorType,
            Controllers = controllers,
            DnsServers = dnsServers,
            Devices = options.Has(PrerequisitePart.Nnr) ? FindDevices(sensorType) : [],
            Domains = domains,
            Adapters = options.Has(PrerequisitePart.CaptureAdapter) ? ReadAdapters() : null,
            Facts = _facts,
            Notices = _notices,
            Doubts = _doubts,
            Problems = _problems,
        };
    }

    private static ServerProblemKind KindOf(DomainControllers controllers) =>
        controllers.NameIsWrong ? ServerProblemKind.InvalidDomainName : ServerProblemKind.DomainControllersNotFound;

    private async Task<IReadOnlyList<TargetName>> FindControllersAsync(IReadOnlyList<string> domains, CancellationToken run)
    {
        if (options.Controllers is { } given && options.DomainNames.Count == 0) return given;
        if (domains.Count == 0) _problems.Add(new(ServerProblemKind.DomainControllersNotFound, ServerWording.NoDomain(options.Words)));
        var found = new List<TargetName>(options.Controllers ?? []);
        foreach (var domain in domains)
        {
            var controllers = await DomainControllerLocator.FindAsync(domain, options, run).ConfigureAwait(false);
            if (controllers.Problem.Length > 0) _problems.Add(new(KindOf(controllers), controllers.Problem, domain));
            if (controllers.Notice.Length > 0) _doubts.Add(controllers.Notice);
            found.AddRange(controllers.Names.Select(TargetName.Parse));
        }

        return [.. found.GroupBy(target => target.Given, StringComparer.OrdinalIgnoreCase).Select(same => same.First())];
    }

    private List<TargetName> FindDnsServers()
    {
        var addresses = options.Network.DnsServersFor(options.SourceAddress).Distinct();
        var servers = addresses.Select(server => TargetName.Parse(server.ToString())).ToList();
        if (servers.Count == 0) _problems.Add(new(ServerProblemKind.DnsServersNotFound, ServerWording.NoDnsServer));
        return servers;
    }

    private IReadOnlyList<TargetBlock> FindDevices(SensorType sensorType)
    {
        if (options.Devices is { } given) return given;
        if (sensorType == SensorType.Modern) return [];
        var neighbours = options.Machine.ReadNeighbours();
        var chosen = ServerRules.Sample(neighbours);
        if (chosen.Count == 0) _doubts.Add(ServerWording.NoNeighbours(options.Words));
        else _notices.Add(ServerWording.NeighboursOnly(chosen.Count, neighbours.Count, options.Words));
        return [.. chosen.Select(address => TargetBlock.Parse(address.ToString()))];
    }

    private ServerFacts? ReadAdapters()
    {
        try
        {
            return options.ReadAdapters();
        }
        catch (Exception fault)
        {
            // What reads the system must not cost what is learnt from the network.
            _problems.Add(new(ServerProblemKind.AdaptersNotRead, ServerWording.AdaptersUnread(Fault.Describe(fault))));
            return null;
        }
    }
}
