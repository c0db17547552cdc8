using System.Threading;
using System.Threading.Tasks;

namespace MdiPrereq.Transports;

/// <summary>What .NET Framework's tasks lack.</summary>
internal static class TaskExtensions
{
    /// <summary>Waits for a task that cannot be cancelled, but no longer than the token; the task then ends unobserved.</summary>
    /// <exception cref="System.OperationCanceledException">The token came first.</exception>
    public static async Task<T> OrCancelled<T>(this Task<T> task, CancellationToken cancellationToken)
    {
        if (!task.IsCompleted)
        {
            var cancelled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            using (cancellationToken.Register(() => cancelled.TrySetResult(true)))
            {
                if (await Task.WhenAny(task, cancelled.Task).ConfigureAwait(false) != task)
                {
                    task.Forget();
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }
        }

        return await task.ConfigureAwait(false);
    }

    /// <summary>Lets a task end by itself; its exception, if any, is looked at so that it is never reported as unobserved.</summary>
    public static void Forget(this Task task) =>
        task.ContinueWith(
            static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
