using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MdiPrereq.Transports;

/// <summary>
/// Counts what comes in and keeps its beginning, so that a failed TLS handshake can be told apart: a peer that said nothing, one
/// that refused, or one that said something else.
/// </summary>
internal sealed class CountingStream(Stream inner) : Stream
{
    /// <summary>Enough for a TLS alert, or for a ServerHello up to its version.</summary>
    private const int MaxBeginning = 16;

    private readonly List<byte> _beginning = new(MaxBeginning);
    private byte[] _pending = [];
    private int _pendingOffset;
    private long _waited;
    private long _waitingSince;
    private int _waiting;

    /// <summary>The bytes read since <see cref="Mark"/>.</summary>
    public long BytesRead { get; private set; }

    /// <summary>The first bytes since <see cref="Mark"/>.</summary>
    public byte[] Beginning => _beginning.ToArray();

    /// <summary>For how long, in milliseconds, the other side has been waited for, all in all.</summary>
    public long MillisecondsWaited
    {
        get
        {
            lock (_beginning) return (_waited + (_waiting > 0 ? Stopwatch.GetTimestamp() - _waitingSince : 0)) / (Stopwatch.Frequency / 1000);
        }
    }

    /// <summary>Begins to count anew.</summary>
    public void Mark()
    {
        BytesRead = 0;
        _beginning.Clear();
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Count(inner.Read(buffer, offset, count), buffer, offset);

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        BeginWait();
        try
        {
            return Count(await inner.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false), buffer, offset);
        }
        finally
        {
            EndWait();
        }
    }

    // .NET Framework's SslStream reads and writes this way.
    public override IAsyncResult BeginRead(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state)
    {
        // One read at a time is all that a TLS stream makes.
        (_pending, _pendingOffset) = (buffer, offset);
        BeginWait();
        return inner.BeginRead(buffer, offset, count, callback, state);
    }

    public override int EndRead(IAsyncResult asyncResult)
    {
        EndWait();
        return Count(inner.EndRead(asyncResult), _pending, _pendingOffset);
    }

    public override IAsyncResult BeginWrite(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state)
    {
        BeginWait();
        return inner.BeginWrite(buffer, offset, count, callback, state);
    }

    public override void EndWrite(IAsyncResult asyncResult)
    {
        EndWait();
        inner.EndWrite(asyncResult);
    }

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override async Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        BeginWait();
        try
        {
            await inner.WriteAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            EndWait();
        }
    }

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    // A read and a write may be under way at once.
    private void BeginWait()
    {
        lock (_beginning)
        {
            if (_waiting++ == 0) _waitingSince = Stopwatch.GetTimestamp();
        }
    }

    private void EndWait()
    {
        lock (_beginning)
        {
            if (--_waiting == 0) _waited += Stopwatch.GetTimestamp() - _waitingSince;
        }
    }

    private int Count(int bytes, byte[] buffer, int offset)
    {
        BytesRead += bytes;
        for (var i = 0; i < bytes && _beginning.Count < MaxBeginning; i++) _beginning.Add(buffer[offset + i]);
        return bytes;
    }
}
