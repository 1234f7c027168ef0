using System.Collections.Concurrent;

namespace OrleansCommerce.Views.Following;

/// <summary>Views that cannot go on, and when each is tried again. Nothing is skipped: a view stands still until its batch succeeds.</summary>
internal sealed class ViewFaults(TimeProvider time)
{
    private static readonly TimeSpan RetryMin = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RetryMax = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Fault> _faults = new(StringComparer.Ordinal);

    /// <summary>The fault of a checkpoint's table; null when it has none.</summary>
    public Fault? Find(string checkpoint) => _faults.GetValueOrDefault(checkpoint);

    /// <summary>Whether it is too early to try again.</summary>
    public bool IsWaiting(string checkpoint) => Find(checkpoint) is { } fault && time.GetUtcNow() < fault.RetryAt;

    /// <summary>A batch failed; answers the fault with its retry time, which grows from try to try.</summary>
    public Fault Failed(string checkpoint, Exception exception)
    {
        var now = time.GetUtcNow();
        return _faults.AddOrUpdate(
            checkpoint,
            _ => new Fault(1, now, now + RetryMin, exception.Message),
            (_, old) => new Fault(old.Attempts + 1, old.Since, now + Delay(old.Attempts), exception.Message));
    }

    /// <summary>A batch succeeded.</summary>
    public void Succeeded(string checkpoint) => _faults.TryRemove(checkpoint, out _);

    private static TimeSpan Delay(int attempts) =>
        TimeSpan.FromTicks(Math.Min(RetryMax.Ticks, RetryMin.Ticks << Math.Min(attempts, 20)));

    /// <summary>Why a view stands still.</summary>
    /// <param name="Attempts">How often it was tried.</param>
    /// <param name="Since">Since when, UTC.</param>
    /// <param name="RetryAt">When it is tried again, UTC.</param>
    /// <param name="Reason">What the last try said.</param>
    internal sealed record Fault(int Attempts, DateTimeOffset Since, DateTimeOffset RetryAt, string Reason);
}
