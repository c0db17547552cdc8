using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace MdiPrereq.Transports;

/// <summary>Makes one probe. Whatever happens becomes an outcome: a probe never throws.</summary>
internal static class Probe
{
    /// <summary>
    /// How long to wait for descriptors or ports that this machine has run out of, before each further try. Both come back as other probes
    /// end; after six seconds it is no passing shortage.
    /// </summary>
    private static readonly int[] ShortageMilliseconds = [50, 100, 200, 400, 800, 1600, 3200];

    /// <param name="request">The probe; its time runs anew with each try that this machine could not make.</param>
    /// <param name="run">Stops it.</param>
    public static async Task<ProbeOutcome> RunAsync(ProbeRequest request, CancellationToken run)
    {
        for (var wait = 0; ; wait++)
        {
            var outcome = await TryAsync(request, run).ConfigureAwait(false);
            if (!outcome.IsShortage || wait == ShortageMilliseconds.Length) return outcome;
            try
            {
                await Task.Delay(ShortageMilliseconds[wait], run).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return ProbeOutcome.Cancelled;
            }
        }
    }

    private static async Task<ProbeOutcome> TryAsync(ProbeRequest request, CancellationToken run)
    {
        if (run.IsCancellationRequested) return ProbeOutcome.Cancelled;
        try
        {
            return request.Transport == Transport.Tcp
                ? await TcpExchange.RunAsync(request, run).ConfigureAwait(false)
                : await UdpExchange.RunAsync(request, run).ConfigureAwait(false);
        }
        catch (NotTestableException e)
        {
            return ProbeOutcome.Of((State.NotTested, Reason.Error), e.Message);
        }
        catch (SocketException e)
        {
            // The socket could not even be made: no more descriptors, or no such address family on this machine.
            return SocketErrorTable.ToOutcome(e, request.Transport);
        }
        catch (Exception e)
        {
            // A defect of ours must cost one result its truth and not the whole run.
            return ProbeOutcome.Of((State.NotTested, Reason.Error), $"{e.GetType().Name}: {e.Message}");
        }
    }
}
