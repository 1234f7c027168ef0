namespace OrleansCommerce.Journal;

/// <summary>Counts commits, and wakes those who wait for the next one. Many commits while nobody looks are one wake-up.</summary>
public sealed class CommitSignal
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _count;

    /// <summary>Commits seen so far.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>Tells that a batch is durable.</summary>
    public void Raise()
    {
        TaskCompletionSource waiting;
        lock (_gate)
        {
            _count++;
            waiting = _next;
            _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        waiting.TrySetResult();
    }

    /// <summary>Completes when <see cref="Count"/> is greater than <paramref name="seen"/>, or after <paramref name="timeout"/>.</summary>
    public async Task WaitAsync(long seen, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        Task wait;
        lock (_gate)
        {
            if (_count > seen)
            {
                return;
            }

            wait = _next.Task;
        }

        try
        {
            await wait.WaitAsync(timeout, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The wait is a poll interval: another process may have committed.
        }
    }
}
