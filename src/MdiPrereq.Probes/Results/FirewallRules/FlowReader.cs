using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Protocols;

namespace MdiPrereq.Results.FirewallRules;

/// <summary>Reads out of results which connections a firewall may have kept from working.</summary>
/// <param name="options">Which of them are to work, and from where where a result does not tell.</param>
/// <param name="names">Learns what the addresses are called.</param>
internal sealed class FlowReader(FirewallOptions options, PeerNames names)
{
    private const string NoTargetAdvice = "Test it again, or give its row and addresses.";

    private readonly Dictionary<RowKey, PortRequirement?> _rowsByKey = [];
    private readonly Dictionary<string, Peer?> _peersByText = [];

    /// <summary>Whether a firewall could be the cause: never for a port that was refused, nor for one where something answered.</summary>
    public static bool FirewallExplains(State? state, Reason? reason) =>
        state is State.Filtered or State.NoReply or State.BlockedLocally
        || (state == State.Unreachable && reason == Reason.AdministrativelyProhibited);

    /// <summary>The connections of a result; none where no firewall is to blame.</summary>
    /// <param name="result">The result.</param>
    /// <param name="problem">Why there is none where one should be; null when nothing is wrong.</param>
    public IReadOnlyList<Flow> Read(ResultView result, out (FlowProblem Kind, string Message)? problem)
    {
        problem = null;
        if (result.Has("RequirementId") && result.Has("State")) return Port(result, ref problem);
        if (result.Has("NtlmState") && result.Has("RdpState")) return Nnr(result, ref problem);
        if (result.Has("Check") && result.Has("ProxySource")) return Cloud(result, ref problem);

        // Of the adapters, and counts: no firewall has to do with them.
        if (result.Has("AdapterRole") || result.Has("FailurePercent")) return [];
        problem = (FlowProblem.Foreign, "The object is neither a result nor a row of the port tables.");
        return [];
    }

    private IReadOnlyList<Flow> Port(ResultView result, ref (FlowProblem Kind, string Message)? problem)
    {
        var destination = result.Word<Destination>("Destination");
        var state = result.Word<State>("State");
        if (destination == Destination.Localhost || !FirewallExplains(state, result.Word<Reason>("Reason"))) return [];
        var what = new Func<string>(() => $"The result of {Described(result)}");
        if (RowOf(result) is not { } row)
        {
            problem = (FlowProblem.NoRow, $"{what()} has a port that no row of the port tables has. Nothing else is opened.");
            return [];
        }

        if (row.Necessity == Necessity.OneOfNnr && !options.NnrMethods.Contains(MethodOf(row))) return [];
        if (row.Direction == Direction.Localhost) return [];
        if (row.Destination != Destination.CloudService) return Between(result, row, state, what, ref problem);
        return ToHost(result, row, state, what, ref problem);
    }

    private List<Flow> Nnr(ResultView result, ref (FlowProblem Kind, string Message)? problem)
    {
        var flows = new List<Flow>();
        foreach (var method in RuleWording.PrimaryMethods.Where(options.NnrMethods.Contains))
        {
            var state = result.Word<State>($"{method}State");
            if (!FirewallExplains(state, result.Word<Reason>($"{method}Reason"))) continue;
            var row = PortCatalog.Rows.First(row => row.Necessity == Necessity.OneOfNnr && MethodOf(row) == method);
            flows.AddRange(Between(result, row, state, () => $"The result of {Described(result)}", ref problem));
            if (problem is not null) return [];
        }

        return flows;
    }

    private IReadOnlyList<Flow> Cloud(ResultView result, ref (FlowProblem Kind, string Message)? problem)
    {
        State? state = (result.Word<CloudCheck>("Check"), result.Word<CloudReason>("Reason")) switch
        {
            (CloudCheck.Connection, CloudReason.TimedOut) => State.Filtered,
            (CloudCheck.Connection, CloudReason.BlockedLocally) => State.BlockedLocally,
            (CloudCheck.Connection, CloudReason.Unreachable) when result.Text("Evidence") == "prohibited" => State.Unreachable,
            _ => null,
        };
        if (state is null) return [];
        var row = PortCatalog.Rows.First(one => one.Id == PortRow.Cloud443.Id);
        var what = new Func<string>(() => $"The result of the connection to {Described(result)}");
        var proxy = result.Text("Proxy");
        if (proxy.Length == 0) return ToHost(result, row, state, what, ref problem);

        // The sensor's machine never connects to the service then, but to the proxy.
        var port = proxy.Substring(proxy.LastIndexOf(':') + 1).TrimEnd('/');
        if (int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 65535)
        {
            return [.. Between(result, row, state, what, ref problem).Select(flow => flow with { OtherPort = number })];
        }

        problem = (FlowProblem.NoTarget, $"{what()} does not tell the proxy's port. {NoTargetAdvice}");
        return [];
    }

    private IReadOnlyList<Flow> ToHost(
        ResultView result, PortRequirement row, State? state, Func<string> what, ref (FlowProblem Kind, string Message)? problem)
    {
        var host = result.Text("ComputerName").ToLowerInvariant();
        if (!HostNameSyntax.IsHostName(host) || host.Any(character => character > '~'))
        {
            problem = (FlowProblem.NoTarget, $"{what()} does not tell the service's host name. {NoTargetAdvice}");
            return [];
        }

        return [.. SourcesOf(result, what, isV6: null, ref problem).Select(source => new Flow(source, new(null, host), row, state))];
    }

    private IReadOnlyList<Flow> Between(
        ResultView result, PortRequirement row, State? state, Func<string> what, ref (FlowProblem Kind, string Message)? problem)
    {
        if (PeerOf(result, "RemoteAddress") is not { } target)
        {
            // A machine that tests itself: no firewall is between.
            if (IPAddress.TryParse(result.Text("RemoteAddress"), out var other) && IPAddress.IsLoopback(other)) return [];
            problem = (FlowProblem.NoTarget, $"{what()} does not tell the address that was tested. {NoTargetAdvice}");
            return [];
        }

        if (row.Destination != Destination.CloudService) names.Add(target, result.Text("ComputerName"));
        return
        [
            .. SourcesOf(result, what, target.IsV6, ref problem)
                .Where(source => source != target)
                .Select(source => new Flow(source, target, row, state)),
        ];
    }

    private IReadOnlyList<Peer> SourcesOf(ResultView result, Func<string> what, bool? isV6, ref (FlowProblem Kind, string Message)? problem)
    {
        if (PeerOf(result, "SourceAddress") is { } source)
        {
            if (isV6 is not null && source.IsV6 != isV6)
            {
                problem = (FlowProblem.NoSource, $"{what()} has a source address of the other IP version than its target.");
                return [];
            }

            names.Add(source, result.Text("SourceComputer"));
            return [source];
        }

        IReadOnlyList<Peer> given = [.. options.Sources.Where(one => isV6 is null || one.IsV6 == isV6)];
        if (given.Count == 0)
        {
            problem = (
                FlowProblem.NoSource,
                $"{what()} does not tell the address that it was tested from. Give {options.Words.RuleSource}, or test it again.");
        }

        return given;
    }

    /// <returns>Null when the value is no address to which or from which a rule can be written.</returns>
    private Peer? PeerOf(ResultView result, string name)
    {
        var text = result.Text(name);
        if (!_peersByText.TryGetValue(text, out var peer)) _peersByText.Add(text, peer = Parse(text));
        return peer;
    }

    // IPAddress takes "10.1" and "167772161" too; no result has those.
    private static Peer? Parse(string text)
    {
        var isWritten = text.Any(character => character == ':') || text.Split('.').Length == 4;
        if (!isWritten || !IPAddress.TryParse(text, out var address)) return null;
        return AddressRange.IsOfHost(address) ? new Peer(AddressRange.Of(address)) : null;
    }

    private PortRequirement? RowOf(ResultView result)
    {
        var key = new RowKey(
            result.Text("RequirementId"),
            result.Word<Transport>("Transport"),
            result.Number("Port"),
            result.Word<SensorType>("SensorType"),
            result.Word<Catalog>("Catalog"));
        if (!_rowsByKey.TryGetValue(key, out var row)) _rowsByKey.Add(key, row = Find(key));
        return row;
    }

    // The row of another sensor or edition will do where a result does not tell which.
    private static PortRequirement? Find(RowKey key) => PortCatalog.Rows
        .Where(row => row.Port == key.Port && row.Transport == key.Transport)
        .Where(row => string.Equals(row.Id, key.Id, StringComparison.OrdinalIgnoreCase))
        .OrderByDescending(row => (row.SensorType == key.Sensor ? 2 : 0) + (row.Catalog == key.Catalog ? 1 : 0))
        .FirstOrDefault();

    public static NnrMethod MethodOf(PortRequirement row) => row.Port switch
    {
        135 => NnrMethod.Ntlm,
        137 => NnrMethod.NetBios,
        _ => NnrMethod.Rdp,
    };

    private static string Described(ResultView result)
    {
        var port = result.Text("Port");
        return $"{result.Text("ComputerName")}{(port.Length > 0 ? $", {result.Text("Transport").ToUpperInvariant()} {port}" : "")}";
    }

    private readonly record struct RowKey(string Id, Transport? Transport, int? Port, SensorType? Sensor, Catalog? Catalog);
}
