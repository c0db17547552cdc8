namespace MdiPrereq.Protocols;

/// <summary>
/// RADIUS accounting (RFC 2866). Each try is a request of its own, with another identifier: its marker differs, and so must the
/// identifier (section 3).
/// </summary>
/// <param name="sendingId">What all tries of one sending have in common.</param>
/// <param name="row">The row's id.</param>
/// <param name="secret">The shared secret; null when it is not known. Who gave it clears it.</param>
internal sealed class RadiusAccountingProtocol(string sendingId, string row, byte[]? secret) : InboundProtocol(sendingId, row)
{
    private readonly int _firstIdentifier = RandomId.UInt16();

    public override string Name => "RADIUS";

    protected override Exchange Begin(Transport transport, int attempt, ProbeMarker marker) =>
        new AccountingExchange((_firstIdentifier + attempt) & 0xFF, marker, secret);
}
