using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Checks.Server;

namespace MdiPrereq.Cli.Output;

/// <summary>All that was found of a server, for people: part after part when all is done, since the parts come mixed.</summary>
internal sealed class CheckTable : IRecordWriter<CheckResult>
{
    /// <summary>More devices are counted by subnet and not listed.</summary>
    private const int MostDevices = 64;

    private const int SubnetPrefixLength = 24;

    private readonly ToolHost _host;
    private readonly List<CheckResult> _results = [];
    private readonly NnrSummary? _subnets;
    private readonly IReadOnlyList<(string Title, Func<CheckResult, bool> Has, Func<IRecordWriter<CheckResult>> Open)> _parts;

    public CheckTable(ToolHost host, ServerPlan plan, ServerRun run)
    {
        _host = host;
        if (run.Devices > MostDevices) _subnets = new NnrSummary(SubnetPrefixLength, () => new MeasureTable(host));
        _parts =
        [
            ("This machine's adapters", Is<AdapterTestResult>, () => Only(new AdapterTable(host))),
            ("The cloud service", Is<CloudTestResult>, () => Only(new CloudTable(host))),
            ("This machine's own ports", IsOwn, () => Only(new TestTable(host, run.OwnPorts))),
            .. run.Ports.Select((job, index) => (
                index == 0 ? "DNS servers" : "Domain controllers",
                (Func<CheckResult, bool>)(result => IsOfDns(result) == (index == 0)),
                (Func<IRecordWriter<CheckResult>>)(() => Only(new TestTable(host, job))))),
            ("Names of devices", Is<NnrTestResult>, () => Only(new NnrTable(host, plan.Devices))),
        ];
    }

    public void Write(CheckResult record)
    {
        if (_subnets is not null && record is NnrTestResult device) _subnets.Write(device);
        else _results.Add(record);
    }

    public void Dispose()
    {
        var console = _host.OpenConsole();
        foreach (var (title, has, open) in _parts)
        {
            var results = _results.Where(has).ToList();
            if (results.Count == 0) continue;
            console.WriteTitle($"{title}\n");
            using var writer = open();
            foreach (var result in results) writer.Write(result);
        }

        if (_subnets is null) return;
        console.WriteTitle("Names of devices, by subnet\n");
        _subnets.Dispose();
    }

    private static bool Is<T>(CheckResult result) => result is T;

    private static bool IsOwn(CheckResult result) =>
        result is PortTestResult { Destination: Destination.Sensor or Destination.Localhost or Destination.CloudService };

    /// <summary>Null for a result that is about no other machine's ports.</summary>
    private static bool? IsOfDns(CheckResult result) =>
        result is PortTestResult port && !IsOwn(port) ? port.Destination == Destination.DnsServer : null;

    private static OfKind<T> Only<T>(IRecordWriter<T> writer)
        where T : CheckResult => new(writer);

    /// <summary>A writer of one kind of result among those of all kinds.</summary>
    private sealed class OfKind<T>(IRecordWriter<T> writer) : IRecordWriter<CheckResult>
        where T : CheckResult
    {
        public void Write(CheckResult record) => writer.Write((T)record);

        public void Dispose() => writer.Dispose();
    }
}
