using System.Collections.Generic;

namespace MdiPrereq.Protocols;

/// <summary>
/// Syslog, in the formats that are wanted, by turns: over UDP a datagram each (RFC 5426), over TCP framed by turns in the two ways of
/// RFC 6587 too, so that a receiver which knows but one format or framing gets at least one message that it knows.
/// </summary>
/// <param name="sendingId">What all tries of one sending have in common.</param>
/// <param name="row">The row's id.</param>
/// <param name="formats">The formats; at least one.</param>
/// <param name="host">This machine's name.</param>
internal sealed class SyslogProtocol(string sendingId, string row, IReadOnlyList<SyslogFormat> formats, string host)
    : InboundProtocol(sendingId, row)
{
    public override string Name => "syslog";

    protected override Exchange Begin(Transport transport, int attempt, ProbeMarker marker)
    {
        // With two formats every four tries have each format in each framing.
        var turn = attempt % formats.Count;
        var isCounted = ((attempt / formats.Count) + turn) % 2 == 0;
        SyslogFramed? framed = transport == Transport.Udp ? null : isCounted ? SyslogFramed.ByCount : SyslogFramed.ByLineFeed;
        return new SyslogExchange(formats[turn], framed, marker, host);
    }
}
