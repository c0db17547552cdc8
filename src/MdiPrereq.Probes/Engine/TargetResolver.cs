using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Transports;

namespace MdiPrereq.Engine;

/// <summary>Finds the address that a target is tested by.</summary>
internal sealed class TargetResolver(Network network, IPAddress? sourceAddress, int timeoutMilliseconds)
{
    /// <returns>The address, or what is wrong with the name.</returns>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public async Task<(IPAddress? Address, ProbeOutcome? Problem)> ResolveAsync(TargetName target, CancellationToken run)
    {
        var family = sourceAddress?.AddressFamily;
        if (target.Address is { } literal)
        {
            return family is null || family == literal.AddressFamily
                ? (literal, null)
                : (null, ProbeOutcome.Of(
                    (State.Unreachable, Reason.NetworkUnreachable),
                    $"{sourceAddress} cannot reach {literal}, which is of the other IP version"));
        }

        try
        {
            var addresses = await network.ResolveAsync(target.HostName, timeoutMilliseconds, run).ConfigureAwait(false);
            var address = Choose(addresses, family);
            return address is null
                ? (null, NotResolved(family is null ? "" : $"of the same IP version as {sourceAddress}"))
                : (address, null);
        }
        catch (SocketException e)
        {
            return (null, NotResolved(e.SocketErrorCode == SocketError.HostNotFound ? "" : e.Message));
        }
        catch (TimeoutException e)
        {
            return (null, NotResolved(e.Message));
        }

        static ProbeOutcome NotResolved(string detail) => ProbeOutcome.Of((State.NameNotResolved, Reason.NameNotResolved), detail);
    }

    /// <summary>
    /// A host with addresses of both kinds is tested by IPv4: that is what the sensor mostly sees and asks. Who wants the other gives
    /// an IPv6 address, as target or as source.
    /// </summary>
    private static IPAddress? Choose(IPAddress[] addresses, AddressFamily? family) => family is null
        ? addresses.FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork) ?? addresses.FirstOrDefault()
        : addresses.FirstOrDefault(a => a.AddressFamily == family);
}
