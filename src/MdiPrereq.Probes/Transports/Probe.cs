using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace MdiPrereq.Transports;

/// <summary>Makes one probe. Whatever happens becomes an outcome: a probe never throws.</summary>
internal static class Probe
{
    public static async Task<ProbeOutcome> RunAsync(ProbeRequest request, CancellationToken run)
    {
        if (run.IsCancellationRequested) return ProbeOutcome.Cancelled;
        try
        {
            return request.Transport == Transport.Tcp
                ? await TcpExchange.RunAsync(request, run).ConfigureAwait(false)
                : await UdpExchange.RunAsync(request, run).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            // The socket could not even be made: no more handles, or no such address family on this machine.
            return ProbeOutcome.Of((State.NotTested, Reason.Error), $"{e.Message} ({e.SocketErrorCode})");
        }
        catch (Exception e)
        {
            // A defect of ours must cost one result its truth and not the whole run.
            return ProbeOutcome.Of((State.NotTested, Reason.Error), $"{e.GetType().Name}: {e.Message}");
        }
    }
}
