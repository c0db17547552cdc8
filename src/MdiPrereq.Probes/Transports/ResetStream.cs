using System.IO;
using System.Net.Sockets;

namespace MdiPrereq.Transports;

/// <summary>What is left of a connection that was reset before anything was said on it: reading and writing say so.</summary>
internal sealed class ResetStream() : RelayStream(Null)
{
    public override int Read(byte[] buffer, int offset, int count) => throw Reset();

    public override void Write(byte[] buffer, int offset, int count) => throw Reset();

    protected override void BeginWait() => throw Reset();

    protected override void Came(byte[] buffer, int offset, int count)
    {
    }

    private static IOException Reset()
    {
        var reset = new SocketException((int)SocketError.ConnectionReset);
        return new(reset.Message, reset);
    }
}
