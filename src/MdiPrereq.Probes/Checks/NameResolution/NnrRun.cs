using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Contract;
using MdiPrereq.Engine;
using MdiPrereq.Machine;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.NameResolution;

/// <summary>Asks devices for their names by each method, as the sensor does: one result a device, streamed as they come.</summary>
internal sealed class NnrRun : IDisposable
{
    private static readonly Task<(MethodOutcome Outcome, IPAddress? Local)> NotChosen =
        Task.FromResult(((MethodOutcome, IPAddress?))(MethodOutcome.NotChosen, null));

    private readonly NnrOptions _options;
    private readonly ReverseDns _dns;
    private readonly ConcurrentDictionary<IPAddress, string> _sourceTexts = new();

    /// <summary>The method whose probe tells where a device's probes leave from.</summary>
    private readonly NnrMethod _first;

    public NnrRun(NnrOptions options, IResultSink<NnrTestResult>? sink = null)
    {
        _options = options;
        _dns = new(options);
        _first = options.Methods.Count > 0 ? options.Methods.Min() : NnrMethod.Ntlm;
        Window = new(options.ThrottleLimit, sink);
    }

    public ProbeWindow<NnrTestResult> Window { get; }

    /// <summary>Starts the test of one device. Start no more while <see cref="ProbeWindow{T}.HasRoom"/> is false.</summary>
    public void Start(TargetName target) => Window.Start(
        1,
        share => TestAsync(target, share),
        (_, fault) => Fail(target, Fault.ToOutcome(fault)),
        blocks: target.Address is null || IsChosen(NnrMethod.Dns));

    public void Dispose() => Window.Dispose();

    private async Task TestAsync(TargetName target, ProbeWindow<NnrTestResult>.TargetShare share)
    {
        var time = ProbeTime.Start();
        if (_options.SensorType == SensorType.Modern)
        {
            share.Emit(0, Build(target, target.Address, "", MethodOutcomes.NotChosen, NnrRules.NotApplicable, time()));
            return;
        }

        var address = target.Address ?? await _dns.FindAddressAsync(target.HostName, Window.Token).ConfigureAwait(false);
        if (address is null)
        {
            share.Emit(0, Build(target, null, "", MethodOutcomes.NameNotResolved, NnrRules.Decide(MethodOutcomes.NameNotResolved), time()));
            return;
        }

        share.Expect(_options.Methods.Count);
        var ntlm = AskAsync(NnrMethod.Ntlm, PortRow.NnrRpc135, Transport.Tcp, target, address, share);
        var netBios = AskAsync(NnrMethod.NetBios, PortRow.NnrNetBios137, Transport.Udp, target, address, share);
        var rdp = AskAsync(NnrMethod.Rdp, PortRow.NnrRdp3389, Transport.Tcp, target, address, share);
        var dns = IsChosen(NnrMethod.Dns)
            ? share.RunAsync(null, run => _dns.ResolveAsync(address, SourceFor(address), run))
            : Task.FromResult(MethodOutcome.NotChosen);
        await Task.WhenAll(ntlm, netBios, rdp, dns).ConfigureAwait(false);

        // What was cut off half-way would look like a device that cannot be named.
        Window.Token.ThrowIfCancellationRequested();
        var methods = new MethodOutcomes(ntlm.Result.Outcome, netBios.Result.Outcome, rdp.Result.Outcome, dns.Result);
        var source = _options.SourceAddress ?? ntlm.Result.Local ?? netBios.Result.Local ?? rdp.Result.Local ?? SourceFor(address);
        share.Emit(0, Build(target, address, TextOf(source), methods, NnrRules.Decide(methods), time()));
    }

    private NnrTestResult Fail(TargetName target, ProbeOutcome outcome)
    {
        var methods = MethodOutcomes.All(MethodOutcome.Of(outcome));
        return Build(target, target.Address, "", methods, NnrRules.Decide(methods), ProbeTime.Now);
    }

    private IPAddress? SourceFor(IPAddress address) => _options.SourceAddress ?? _options.Network.SourceAddressFor(address);

    private string TextOf(IPAddress? source) => source is null ? "" : _sourceTexts.GetOrAdd(source, address => address.ToString());

    private bool IsChosen(NnrMethod method) => _options.Methods.Contains(method);

    private Task<(MethodOutcome Outcome, IPAddress? Local)> AskAsync(
        NnrMethod method,
        PortRow row,
        Transport transport,
        TargetName target,
        IPAddress address,
        ProbeWindow<NnrTestResult>.TargetShare share)
    {
        if (!IsChosen(method)) return NotChosen;
        if (method == NnrMethod.NetBios && address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return Task.FromResult(((MethodOutcome, IPAddress?))(
                new(State.NotTested, Reason.NotApplicable, "", NnrWording.NoNetBiosOverIPv6), null));
        }

        if (_options.SourceAddress is { } source && source.AddressFamily != address.AddressFamily)
        {
            return Task.FromResult(((MethodOutcome, IPAddress?))(
                new(State.Unreachable, Reason.NetworkUnreachable, "", NnrWording.OtherIPVersion(source)), null));
        }

        return ProbeAsync(method, row, transport, target, address, share);
    }

    private async Task<(MethodOutcome Outcome, IPAddress? Local)> ProbeAsync(
        NnrMethod method,
        PortRow row,
        Transport transport,
        TargetName target,
        IPAddress address,
        ProbeWindow<NnrTestResult>.TargetShare share)
    {
        var request = _options.RequestFor(row.Protocol!, transport, address, row.Port, target.HostName, method == _first);
        var outcome = await share.RunAsync(address, run => Probe.RunAsync(request, run)).ConfigureAwait(false);
        Window.Note(outcome);
        return (MethodOutcome.Of(outcome), outcome.LocalAddress);
    }

    private NnrTestResult Build(
        TargetName target, IPAddress? address, string source, MethodOutcomes methods, NnrDecision decision, ProbeTime time)
    {
        // The same text is kept once: a run over a whole network keeps tens of thousands of results.
        var remote = address is null ? "" : target.Address is null ? address.ToString() : target.HostName;
        return new(new(target.Given, remote, LocalMachine.Name, source, time), methods, decision, _options.SensorType);
    }
}
