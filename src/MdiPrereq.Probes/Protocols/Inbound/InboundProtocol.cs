using System;

namespace MdiPrereq.Protocols;

/// <summary>A protocol that is spoken to a sensor: each try carries a marker, by which it is known again at the other end.</summary>
/// <param name="sendingId">What all tries of one sending have in common.</param>
/// <param name="row">The row's id.</param>
internal abstract class InboundProtocol(string sendingId, string row) : PortProtocol
{
    public sealed override Exchange Begin(Transport transport, ProtocolTarget target)
    {
        var sender = target.Sender ?? throw new ArgumentException("A marker tells where it was sent from.", nameof(target));
        return Begin(
            transport,
            target.Attempt,
            new(sendingId, row, target.Attempt + 1, DateTime.UtcNow, sender, new(target.Address, target.Port)));
    }

    protected abstract Exchange Begin(Transport transport, int attempt, ProbeMarker marker);
}
