using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MdiPrereq.Engine;

/// <summary>Places for so many at once, in the order of their coming; how many there are may change at any time.</summary>
/// <param name="limit">How many places there are now.</param>
internal sealed class Slots(Func<int> limit)
{
    // Made by the first who waits: every host has such places.
    private Queue<TaskCompletionSource<bool>>? _waiting;
    private readonly object _door = new();
    private int _taken;
    private int _most;

    /// <summary>The most places that were taken at once.</summary>
    public int Most
    {
        get
        {
            lock (_door) return _most;
        }
    }

    /// <summary>Whether nobody has a place or waits for one.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_door) return _taken == 0 && !AnyWaiting;
        }
    }

    private bool AnyWaiting => _waiting is { Count: > 0 };

    /// <summary>Waits for a place; <see cref="Leave"/> gives it back.</summary>
    /// <exception cref="OperationCanceledException">The token came first.</exception>
    public Task EnterAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource<bool> place;
        lock (_door)
        {
            if (cancellationToken.IsCancellationRequested) return Task.FromCanceled(cancellationToken);
            if (!AnyWaiting && _taken < limit())
            {
                Take();
                return Task.CompletedTask;
            }

            place = new(TaskCreationOptions.RunContinuationsAsynchronously);
            (_waiting ??= new()).Enqueue(place);
        }

        return WaitAsync(place, cancellationToken);
    }

    public void Leave()
    {
        lock (_door) _taken--;
        LetIn();
    }

    /// <summary>Lets in who waits while there are places; to be called when there are more.</summary>
    public void LetIn()
    {
        while (true)
        {
            TaskCompletionSource<bool> next;
            lock (_door)
            {
                if (!AnyWaiting || _taken >= limit()) return;
                next = _waiting!.Dequeue();
                Take();
            }

            if (next.TrySetResult(true)) continue;
            lock (_door) _taken--;
        }
    }

    private void Take() => _most = Math.Max(_most, ++_taken);

    private static async Task WaitAsync(TaskCompletionSource<bool> place, CancellationToken cancellationToken)
    {
        using (cancellationToken.Register(() => place.TrySetCanceled(), useSynchronizationContext: false))
        {
            await place.Task.ConfigureAwait(false);
        }
    }
}
