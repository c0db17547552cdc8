using System;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Inbound;

internal sealed class InboundStream(InboundRow row, Action<InboundMessage> heard, Action stranger) : IInboundConnection
{
    private bool _any;

    public bool Receive(byte[] buffer, int count)
    {
        if (InboundMessage.In(row, buffer, 0, count) is { } found)
        {
            _any = true;
            heard(found);
        }

        return true;
    }

    public void End()
    {
        if (!_any) stranger();
    }
}
