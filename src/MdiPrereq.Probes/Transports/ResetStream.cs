using System;
using System.IO;
using System.Net.Sockets;

namespace MdiPrereq.Transports;

/// <summary>What is left of a connection that was reset before anything was said on it: whoever reads or writes is told so.</summary>
internal sealed class ResetStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw Reset();

    public override void Write(byte[] buffer, int offset, int count) => throw Reset();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static IOException Reset()
    {
        var reset = new SocketException((int)SocketError.ConnectionReset);
        return new(reset.Message, reset);
    }
}
