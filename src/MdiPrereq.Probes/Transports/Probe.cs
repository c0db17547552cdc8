using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Protocols;

namespace MdiPrereq.Transports;

/// <summary>Makes one probe. Whatever happens becomes an outcome: a probe never throws.</summary>
internal static class Probe
{
    /// <param name="request">What to ask.</param>
    /// <param name="run">Stops it.</param>
    /// <param name="reactor">What runs it; null for the one that all share.</param>
    public static Task<ProbeOutcome> RunAsync(ProbeRequest request, CancellationToken run, Reactor? reactor = null)
    {
        if (run.IsCancellationRequested) return Task.FromResult(ProbeOutcome.Cancelled);
        if (Descriptors.Hindrance.Length > 0)
        {
            return Task.FromResult(ProbeOutcome.Of((State.NotTested, Reason.Error), Descriptors.Hindrance));
        }
        try
        {
            reactor ??= Reactor.Shared;
            var remote = request.Network.Route(new IPEndPoint(request.Address, request.Port), request.Transport);
            if (request.Transport == Transport.Udp) return reactor.RunAsync(new UdpProbe(request, remote, run));
            return request.Tunnel is null && request.Protocol.Tls == TlsUse.None
                ? reactor.RunAsync(new TcpProbe(request, remote, run))
                : GuardAsync(TcpExchange.RunAsync(request, remote, reactor, run));
        }
        catch (Exception e)
        {
            return Task.FromResult(OfDefect(e));
        }
    }

    /// <summary>A defect of ours must cost one result its truth and not the whole run.</summary>
    public static ProbeOutcome OfDefect(Exception defect) =>
        ProbeOutcome.Of(
            (State.NotTested, Reason.Error),
            defect is NotTestableException ? defect.Message : $"{defect.GetType().Name}: {defect.Message}");

    private static async Task<ProbeOutcome> GuardAsync(Task<ProbeOutcome> probe)
    {
        try
        {
            return await probe.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            return OfDefect(e);
        }
    }
}
