using System;
using System.Collections.Generic;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace MdiPrereq.Engine;

/// <summary>A cap on the probes in flight to each address. Gates exist only while someone stands at them.</summary>
internal sealed class HostGates(int maxPerHost)
{
    private readonly Dictionary<IPAddress, Gate> _gates = [];

    /// <summary>Waits for a place; disposing the answer gives it back.</summary>
    /// <exception cref="OperationCanceledException">The token came first.</exception>
    public async Task<IDisposable> EnterAsync(IPAddress host, CancellationToken cancellationToken)
    {
        Gate gate;
        lock (_gates)
        {
            if (!_gates.TryGetValue(host, out gate!)) _gates.Add(host, gate = new(this, host));
            gate.Users++;
        }

        try
        {
            await gate.Places.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Leave(gate);
            throw;
        }

        return gate;
    }

    private void Leave(Gate gate)
    {
        lock (_gates)
        {
            if (--gate.Users == 0) _gates.Remove(gate.Host);
        }
    }

    private sealed class Gate(HostGates gates, IPAddress host) : IDisposable
    {
        public IPAddress Host { get; } = host;

        public SemaphoreSlim Places { get; } = new(gates.MaxPerHost);

        public int Users { get; set; }

        // Once for each EnterAsync that succeeded.
        public void Dispose()
        {
            Places.Release();
            gates.Leave(this);
        }
    }

    private int MaxPerHost { get; } = maxPerHost;
}
