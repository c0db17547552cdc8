using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Checks.Adapters;
using MdiPrereq.Checks.Cloud;
using MdiPrereq.Checks.NameResolution;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Engine;

namespace MdiPrereq.Checks.Server;

/// <summary>
/// All checks of one server as one run with one stream of results. Adapters, cloud and ports go at the same time; name resolution,
/// which may be a whole network, has the machine to itself when they have ended.
/// </summary>
internal sealed class ServerRun : IDisposable
{
    private readonly ServerOptions _options;
    private readonly ServerPlan _plan;
    private readonly PortRun _ports;
    private readonly CloudRun _cloud;
    private readonly AdapterRun _adapters;
    private readonly NnrRun _names;
    private bool _isNaming;

    public ServerRun(ServerOptions options, ServerPlan plan)
    {
        _options = options;
        _plan = plan;
        var results = new ResultQueue<CheckResult>();
        _ports = new(new PortTestOptions(options), results);
        _cloud = new(new CloudTestOptions(options) { Machine = options.Machine }, results);
        _adapters = new(
            new() { Network = options.Network, Words = options.Words, SensorType = plan.SensorType, MonitoredDomains = plan.Domains },
            results);
        _names = new(new NnrOptions(options) { SensorType = plan.SensorType }, results);
        Window = new(results, [_adapters.Window, _cloud.Window, _ports.Window, _names.Window], HasRoom);
        Ports = options.Has(PrerequisitePart.Port)
            ?
            [
                new(Rows(Destination.DnsServer), plan.DnsServers),
                new(Rows(Destination.DomainController, Destination.Device), plan.Controllers),
            ]
            : [];
        OwnPorts = new(OwnRows(), null);
    }

    public JoinedWindows<CheckResult> Window { get; }

    /// <summary>The rows against DNS servers and against controllers.</summary>
    public IReadOnlyList<PortTestJob> Ports { get; }

    /// <summary>This machine's own rows, and the cloud's as far as only a row is tested.</summary>
    public PortTestJob OwnPorts { get; }

    /// <summary>How many results are to be expected of the devices, the one part that may be large.</summary>
    public long Devices => _plan.Devices.Sum(block => block.Count);

    /// <summary>Starts one thing each.</summary>
    public IEnumerable<Action> Starts()
    {
        if (_plan.Adapters is { } facts) yield return () => _adapters.StartFacts(facts);
        if (TestsCloudByStep) yield return () => _cloud.Start(_options.WorkspaceName, _options.Cloud);
        foreach (var start in OwnPorts.Starts(_ports).Concat(Ports.SelectMany(job => job.Starts(_ports)))) yield return start;
        _isNaming = true;
        foreach (var device in _plan.Devices.SelectMany(block => block.Targets())) yield return () => _names.Start(device);
    }

    public void Dispose() => Window.Dispose();

    /// <summary>A sensor v3.x goes to other hosts, by Defender for Endpoint's own settings: of them there is only the row.</summary>
    private bool TestsCloudByStep =>
        _options.Has(PrerequisitePart.CloudService) && _options.WorkspaceName.Length > 0 && _plan.SensorType != SensorType.Modern;

    private bool HasRoom() => _isNaming
        ? _ports.Window.IsIdle && _cloud.Window.IsIdle && _names.Window.HasRoom
        : _ports.Window.HasRoom && _cloud.Window.HasRoom;

    private PortTestPlan Rows(params Destination[] destinations) => PortTestPlan.ForFilter(
        new() { SensorType = [_plan.SensorType], Destination = destinations }, workspaceIsKnown: false);

    private PortTestPlan OwnRows()
    {
        var rows = new List<Destination>();
        if (_options.Has(PrerequisitePart.Port)) rows.AddRange([Destination.Sensor, Destination.Localhost]);
        if (_options.Has(PrerequisitePart.CloudService) && !TestsCloudByStep) rows.Add(Destination.CloudService);
        var filter = new RequirementFilter { SensorType = [_plan.SensorType], Destination = rows };
        return PortTestPlan.ForRows(rows.Count > 0 ? [.. filter.Select()] : []);
    }
}
