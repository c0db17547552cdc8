using System;
using MdiPrereq.Protocols;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Inbound;

/// <summary>The messages of a row that come over a connection.</summary>
/// <param name="row">The row.</param>
/// <param name="heard">Gets each.</param>
/// <param name="ended">Is told at the end whether there was any.</param>
internal sealed class InboundStream(InboundRow row, Action<InboundMessage> heard, Action<bool> ended) : IInboundConnection
{
    private readonly SyslogFraming _framing = new();
    private bool _any;

    public bool Receive(byte[] buffer, int count)
    {
        Receive(buffer, 0, count);
        return true;
    }

    /// <summary>Takes what came.</summary>
    public void Receive(byte[] buffer, int offset, int count) => _framing.Add(buffer, offset, count, Take);

    public void End()
    {
        _framing.End(Take);
        ended(_any);
    }

    private void Take(byte[] data, int offset, int count)
    {
        if (InboundMessage.In(row, data, offset, count) is not { } message) return;
        _any = true;
        heard(message);
    }
}
