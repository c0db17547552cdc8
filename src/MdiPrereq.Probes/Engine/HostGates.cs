using System;
using System.Collections.Generic;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace MdiPrereq.Engine;

/// <summary>A cap on the probes in flight to each address. Gates exist only while someone stands at them.</summary>
internal sealed class HostGates(int maxPerHost)
{
    private readonly Dictionary<IPAddress, Slots> _gates = [];
    private readonly Func<int> _limit = () => maxPerHost;

    /// <summary>Waits for a place; <see cref="Leave"/> gives it back.</summary>
    /// <exception cref="OperationCanceledException">The token came first.</exception>
    public Task EnterAsync(IPAddress host, CancellationToken cancellationToken)
    {
        lock (_gates)
        {
            if (!_gates.TryGetValue(host, out var gate)) _gates.Add(host, gate = new(_limit));
            return gate.EnterAsync(cancellationToken);
        }
    }

    /// <summary>Gives a place back that <see cref="EnterAsync"/> gave.</summary>
    public void Leave(IPAddress host)
    {
        lock (_gates)
        {
            var gate = _gates[host];
            gate.Leave();
            if (gate.IsEmpty) _gates.Remove(host);
        }
    }
}
