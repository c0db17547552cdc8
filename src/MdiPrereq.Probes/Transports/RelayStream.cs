using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MdiPrereq.Transports;

/// <summary>Hands on what is read and written, and lets those built on it see it.</summary>
internal abstract class RelayStream(Stream inner) : Stream
{
    private byte[] _pending = [];
    private int _pendingOffset;

    protected Stream Inner { get; } = inner;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Show(buffer, offset, Inner.Read(buffer, offset, count));

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        BeginWait();
        try
        {
            return Show(buffer, offset, await Inner.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            EndWait();
        }
    }

    // .NET Framework's SslStream reads and writes this way, one read at a time.
    public override IAsyncResult BeginRead(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state)
    {
        (_pending, _pendingOffset) = (buffer, offset);
        BeginWait();
        return Inner.BeginRead(buffer, offset, count, callback, state);
    }

    public override int EndRead(IAsyncResult asyncResult)
    {
        EndWait();
        return Show(_pending, _pendingOffset, Inner.EndRead(asyncResult));
    }

    public override IAsyncResult BeginWrite(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state)
    {
        BeginWait();
        return Inner.BeginWrite(buffer, offset, count, callback, state);
    }

    public override void EndWrite(IAsyncResult asyncResult)
    {
        EndWait();
        Inner.EndWrite(asyncResult);
    }

    public override void Write(byte[] buffer, int offset, int count) => Inner.Write(buffer, offset, count);

    public override async Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        BeginWait();
        try
        {
            await Inner.WriteAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            EndWait();
        }
    }

    public override void Flush() => Inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => Inner.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Bytes have come in. An exception keeps them from who reads.</summary>
    protected abstract void Came(byte[] buffer, int offset, int count);

    /// <summary>The other side is waited for; reading and writing, it may be so twice at once.</summary>
    protected virtual void BeginWait()
    {
    }

    protected virtual void EndWait()
    {
    }

    private int Show(byte[] buffer, int offset, int count)
    {
        Came(buffer, offset, count);
        return count;
    }
}
