using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using MdiPrereq.Probing;
using MdiPrereq.Requirements;
using MdiPrereq.Transports;

namespace MdiPrereq.NameResolution;

/// <summary>Asks devices for their names by each method, as the sensor does: one result a device, streamed as they come.</summary>
internal sealed class NnrRun : IDisposable
{
    private readonly NnrOptions _options;
    private readonly ReverseDns _dns;

    public NnrRun(NnrOptions options)
    {
        _options = options;
        _dns = new(options);
        Window = new(options.ThrottleLimit);
    }

    public ProbeWindow<NnrTestResult> Window { get; }

    /// <summary>Starts the test of one device. Start no more while <see cref="ProbeWindow{T}.HasRoom"/> is false.</summary>
    public void Start(TargetName target) => Window.Start(1, share => TestAsync(target, share));

    public void Dispose() => Window.Dispose();

    private async Task TestAsync(TargetName target, ProbeWindow<NnrTestResult>.TargetShare share)
    {
        var time = ProbeTime.Start();
        if (_options.SensorType == SensorType.Modern)
        {
            Window.Emit(NotApplicable(target, time()));
            return;
        }

        try
        {
            var address = target.Address ?? await _dns.FindAddressAsync(target.HostName, Window.Token).ConfigureAwait(false);
            if (address is null)
            {
                var unresolved = new MethodOutcome(State.NameNotResolved, Reason.NameNotResolved, "", "the name has no address in DNS");
                Window.Emit(Build(target, null, "", new(unresolved, unresolved, unresolved, unresolved), time()));
                return;
            }

            var source = _options.SourceAddress ?? _options.Network.SourceAddressFor(address);
            share.Expect(_options.Methods.Count);
            var ntlm = AskAsync(NnrMethod.Ntlm, PortRow.NnrRpc135, Transport.Tcp, target, address, share);
            var netBios = AskAsync(NnrMethod.NetBios, PortRow.NnrNetBios137, Transport.Udp, target, address, share);
            var rdp = AskAsync(NnrMethod.Rdp, PortRow.NnrRdp3389, Transport.Tcp, target, address, share);
            var dns = IsChosen(NnrMethod.Dns)
                ? share.RunAsync(null, run => _dns.ResolveAsync(address, source, run))
                : Task.FromResult(MethodOutcome.NotChosen);
            await Task.WhenAll(ntlm, netBios, rdp, dns).ConfigureAwait(false);
            Window.Emit(Build(target, address, source?.ToString() ?? "", new(ntlm.Result, netBios.Result, rdp.Result, dns.Result), time()));
        }
        catch (OperationCanceledException)
        {
            // The run was stopped; whoever stopped it wants no more results.
        }
    }

    private bool IsChosen(NnrMethod method) => _options.Methods.Contains(method);

    private async Task<MethodOutcome> AskAsync(
        NnrMethod method, PortRow row, Transport transport, TargetName target, IPAddress address, ProbeWindow<NnrTestResult>.TargetShare share)
    {
        if (!IsChosen(method)) return MethodOutcome.NotChosen;
        if (method == NnrMethod.NetBios && address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return new(State.NotTested, Reason.NotApplicable, "", "NetBIOS knows no IPv6");
        }

        var outcome = await share.RunAsync(
            address,
            run => Probe.RunAsync(
                new()
                {
                    Network = _options.Network,
                    Protocol = row.Protocol!,
                    Transport = transport,
                    Address = address,
                    Port = row.Port,
                    HostName = target.HostName,
                    SourceAddress = _options.SourceAddress,
                    TimeoutMilliseconds = _options.TimeoutMilliseconds,
                },
                run)).ConfigureAwait(false);
        return MethodOutcome.Of(outcome);
    }

    private NnrTestResult Build(TargetName target, IPAddress? address, string source, MethodOutcomes methods, ProbeTime time)
    {
        var decision = NnrDecision.Of(methods);
        return new()
        {
            ComputerName = target.Given,
            RemoteAddress = address?.ToString() ?? "",
            SensorType = _options.SensorType,
            Verdict = decision.Verdict,
            Message = NnrWording.Message(methods, decision),
            Remediation = address is null
                ? "See whether the name is spelled right and whether the DNS servers of this machine know it."
                : NnrWording.Remediation(methods, decision, target.Given, source),
            Reference = LearnPage.NameResolution,
            SourceComputer = LocalMachine.Name,
            SourceAddress = source,
            TimestampUtc = time.StartedUtc,
            ElapsedMilliseconds = time.ElapsedMilliseconds,
            ResolvedName = decision.ResolvedName,
            ResolvedBy = decision.ResolvedBy,
            Conflict = decision.Conflict,
            NtlmState = methods.Ntlm.State,
            NtlmReason = methods.Ntlm.Reason,
            NtlmName = methods.Ntlm.Name,
            NetBiosState = methods.NetBios.State,
            NetBiosReason = methods.NetBios.Reason,
            NetBiosName = methods.NetBios.Name,
            RdpState = methods.Rdp.State,
            RdpReason = methods.Rdp.Reason,
            RdpName = methods.Rdp.Name,
            DnsState = methods.Dns.State,
            DnsReason = methods.Dns.Reason,
            DnsName = methods.Dns.Name,
        };
    }

    private NnrTestResult NotApplicable(TargetName target, ProbeTime time) => new()
    {
        ComputerName = target.Given,
        RemoteAddress = target.Address?.ToString() ?? "",
        SensorType = _options.SensorType,
        Verdict = Verdict.NotApplicable,
        Message = "Does not apply: sensor v3.x names devices from the Defender device inventory and needs no port for it.",
        Reference = LearnPage.NameResolution,
        SourceComputer = LocalMachine.Name,
        TimestampUtc = time.StartedUtc,
        NtlmState = State.NotTested,
        NtlmReason = Reason.NotApplicable,
        NetBiosState = State.NotTested,
        NetBiosReason = Reason.NotApplicable,
        RdpState = State.NotTested,
        RdpReason = Reason.NotApplicable,
        DnsState = State.NotTested,
        DnsReason = Reason.NotApplicable,
    };
}
