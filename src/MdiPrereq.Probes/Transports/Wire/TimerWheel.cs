using System;

namespace MdiPrereq.Transports;

/// <summary>
/// All deadlines in one wheel (Varghese and Lauck, 1987): setting and dropping one costs the same however many there are, and
/// allocates nothing. Not thread-safe.
/// </summary>
internal sealed class TimerWheel
{
    /// <summary>Deadlines are rounded up to this many milliseconds.</summary>
    public const int Tick = 4;

    private const int Slots = 1024;

    /// <summary>Where timers stand whose time has come and who were not called yet.</summary>
    private const int DueSlot = Slots;

    private readonly Timer?[] _slots = new Timer?[Slots + 1];
    private long _tick;

    public int Count { get; private set; }

    /// <summary>
    /// Calls <see cref="Timer.Due"/> once, no sooner than at <paramref name="milliseconds"/> by the clock of <see cref="Advance"/>.
    /// </summary>
    public void Set(Timer timer, long milliseconds)
    {
        Drop(timer);
        timer.Tick = Math.Max(_tick + 1, (milliseconds + Tick - 1) / Tick);
        Enter(timer, (int)(timer.Tick % Slots));
    }

    public void Drop(Timer timer)
    {
        if (timer.Slot < 0) return;
        if (timer.Previous is { } previous) previous.Next = timer.Next;
        else _slots[timer.Slot] = timer.Next;
        if (timer.Next is { } next) next.Previous = timer.Previous;
        timer.Next = timer.Previous = null;
        timer.Slot = -1;
        Count--;
    }

    /// <summary>How long to wait until a timer may be due; -1 when there is none.</summary>
    public int MillisecondsToNext(long milliseconds)
    {
        if (Count == 0) return -1;
        for (var tick = _tick + 1; tick <= _tick + Slots; tick++)
        {
            // A timer of a later round wakes us in vain, at most once a round.
            if (_slots[tick % Slots] is not null) return (int)Math.Max(0, (tick * Tick) - milliseconds);
        }

        return 0;
    }

    /// <summary>Calls the timers that are due. They may set and drop any.</summary>
    public void Advance(long milliseconds)
    {
        for (var now = milliseconds / Tick; _tick < now;)
        {
            if (Count == 0)
            {
                _tick = now;
                return;
            }

            _tick++;
            for (var timer = _slots[_tick % Slots]; timer is not null;)
            {
                var next = timer.Next;
                if (timer.Tick <= _tick)
                {
                    Drop(timer);
                    Enter(timer, DueSlot);
                }

                timer = next;
            }

            while (_slots[DueSlot] is { } due)
            {
                Drop(due);
                due.Due();
            }
        }
    }

    /// <summary>Any timer that is set; null when none is.</summary>
    public Timer? Any() => Array.Find(_slots, static first => first is not null);

    private void Enter(Timer timer, int slot)
    {
        var first = _slots[slot];
        timer.Slot = slot;
        timer.Next = first;
        if (first is not null) first.Previous = timer;
        _slots[slot] = timer;
        Count++;
    }

    /// <summary>Something that waits for its time; in one wheel once at most.</summary>
    public abstract class Timer
    {
        internal Timer? Next { get; set; }

        internal Timer? Previous { get; set; }

        internal long Tick { get; set; }

        /// <summary>Where it stands; -1 when it is not set.</summary>
        internal int Slot { get; set; } = -1;

        /// <summary>Its time has come.</summary>
        public abstract void Due();
    }
}
