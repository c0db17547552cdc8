using System;

namespace MdiPrereq.Engine;

/// <summary>
/// How many probes may be in flight: a window that finds its own size, as TCP's does (RFC 5681). It starts small, doubles while all is
/// well, shrinks when we are late ourselves, when answers need retransmissions that they did not need before, and when this machine has no
/// more sockets to give; then it grows slowly. Pure: time and our own state are told. Not thread-safe.
/// </summary>
/// <remarks>
/// Silence alone says nothing: most of a network is silent, and each device lets through what it likes. So the window grows without
/// answers too, as far as <see cref="Blind"/>, for a silent network would else take hours.
/// </remarks>
/// <param name="most">The upper bound.</param>
/// <param name="now">The time in milliseconds.</param>
/// <param name="lag">How many milliseconds we have been late before.</param>
internal sealed class WindowSize(int most, long now, long lag)
{
    /// <summary>What every network takes, and no machine is too slow for.</summary>
    public const int Least = 128;

    /// <summary>How far it grows on no evidence at all.</summary>
    public const int Blind = 2048;

    /// <summary>Probes that wait for our own thread to begin them; with more, a larger window would only make the queue longer.</summary>
    public const int MaxBacklog = 256;

    private const int BlindDoubling = 25;
    private const int BetweenShrinks = 250;

    /// <summary>More of the time than this, and we are late.</summary>
    private const double MaxLagShare = 0.5;

    /// <summary>Answers that are judged together.</summary>
    private const int Epoch = 64;

    /// <summary>How much more than at the best of times may need retransmission.</summary>
    private const double MaxMoreLate = 0.1;

    private readonly int _least = Math.Min(Least, most);
    private double _size = Math.Min(Least, most);
    private double _threshold = most;
    private double _ceiling = most;
    private long _lastDoubling = now;
    private long _lastShrink = now;
    private long _lagSeen = lag;
    private long _lagSeenAt = now;
    private int _answers;
    private int _late;
    private double _usuallyLate = 1;

    public int Size => (int)_size;

    /// <summary>Time has passed.</summary>
    /// <param name="now">The time in milliseconds.</param>
    /// <param name="lag">How many milliseconds we have been late, all in all.</param>
    /// <param name="backlog">How many probes wait for our own thread.</param>
    public void Pass(long now, long lag, int backlog)
    {
        if (now - _lagSeenAt >= BetweenShrinks)
        {
            if (lag - _lagSeen > (now - _lagSeenAt) * MaxLagShare) Shrink(now);
            (_lagSeen, _lagSeenAt) = (lag, now);
        }

        if (now - _lastDoubling < BlindDoubling) return;
        _lastDoubling = now;
        if (backlog <= MaxBacklog && _size < Math.Min(Blind, _threshold)) GrowTo(Math.Min(_size * 2, Blind));
    }

    /// <summary>A target has said something, be it a refusal.</summary>
    /// <param name="retransmitted">Whether it took more than one try to hear it.</param>
    /// <param name="now">The time in milliseconds.</param>
    /// <param name="backlog">How many probes wait for our own thread.</param>
    public void Answered(bool retransmitted, long now, int backlog)
    {
        if (retransmitted) _late++;
        if (++_answers == Epoch)
        {
            var share = (double)_late / Epoch;
            _usuallyLate = Math.Min(_usuallyLate, share);
            if (share > _usuallyLate + MaxMoreLate) Shrink(now);
            (_answers, _late) = (0, 0);
        }

        // One more for each answer doubles the window in a round trip; beyond what went wrong before, one more for each window of answers.
        if (!retransmitted && backlog <= MaxBacklog) GrowTo(_size + (_size < _threshold ? 1 : Epoch / _size));
    }

    /// <summary>This machine had no descriptor or port for a socket.</summary>
    public void Exhausted(long now)
    {
        if (now - _lastShrink < BetweenShrinks) return;
        Shrink(now);
        _ceiling = _size;
    }

    private void GrowTo(double size) => _size = Math.Max(_size, Math.Min(size, _ceiling));

    // Once for each trouble: what is in flight still tells of it for a while.
    private void Shrink(long now)
    {
        if (now - _lastShrink < BetweenShrinks) return;
        _lastShrink = now;
        _size = Math.Max(_least, _size * 0.7);
        _threshold = _size;
    }
}
