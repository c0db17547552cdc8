using System.Collections.Generic;
using System.Diagnostics;
using System.IO;

namespace MdiPrereq.Transports;

/// <summary>
/// Counts what comes in and keeps its beginning, so that a failed TLS handshake can be told apart: a peer that said nothing, one
/// that refused, or one that said something else.
/// </summary>
internal sealed class CountingStream(Stream inner) : RelayStream(inner)
{
    /// <summary>Enough for a TLS alert, or for a ServerHello up to its version.</summary>
    private const int MaxBeginning = 16;

    private readonly List<byte> _beginning = new(MaxBeginning);
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
            lock (_beginning)
            {
                var now = _waiting > 0 ? Stopwatch.GetTimestamp() - _waitingSince : 0;
                return (_waited + now) / (Stopwatch.Frequency / 1000);
            }
        }
    }

    /// <summary>Begins to count anew.</summary>
    public void Mark()
    {
        BytesRead = 0;
        _beginning.Clear();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) Inner.Dispose();
        base.Dispose(disposing);
    }

    protected override void Came(byte[] buffer, int offset, int count)
    {
        BytesRead += count;
        for (var i = 0; i < count && _beginning.Count < MaxBeginning; i++) _beginning.Add(buffer[offset + i]);
    }

    protected override void BeginWait()
    {
        lock (_beginning)
        {
            if (_waiting++ == 0) _waitingSince = Stopwatch.GetTimestamp();
        }
    }

    protected override void EndWait()
    {
        lock (_beginning)
        {
            if (--_waiting == 0) _waited += Stopwatch.GetTimestamp() - _waitingSince;
        }
    }
}
