using System.Collections.Concurrent;

namespace OrleansCommerce.Local.GraphQLServer.Execution;

/// <summary>
/// Cancels executions that take too long, or whose caller has gone. Sources of cancellation are used again: most executions end
/// long before their time.
/// </summary>
internal sealed class ExecutionTimeouts(TimeProvider time)
{
    // More than execute at a time on any processor; a source is small.
    private const int MaxKept = 256;

    private readonly ConcurrentQueue<CancellationTokenSource> _kept = [];

    /// <summary>A token that is cancelled after the time, or with the caller's; disposing ends both.</summary>
    public Running Start(TimeSpan timeout, CancellationToken caller)
    {
        if (_kept.TryDequeue(out var source))
        {
            source.CancelAfter(timeout);
        }
        else
        {
            source = new CancellationTokenSource(timeout, time);
        }

        return new Running(this, source, caller.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source));
    }

    private void End(CancellationTokenSource source)
    {
        if (_kept.Count < MaxKept && source.TryReset())
        {
            _kept.Enqueue(source);
        }
        else
        {
            source.Dispose();
        }
    }

    /// <summary>The time of one execution.</summary>
    internal readonly struct Running(ExecutionTimeouts timeouts, CancellationTokenSource source, CancellationTokenRegistration caller) : IDisposable
    {
        public CancellationToken Token => source.Token;

        public void Dispose()
        {
            caller.Dispose();
            timeouts.End(source);
        }
    }
}
