using System.Diagnostics;
using OrleansCommerce.Journal.Diagnostics;

namespace OrleansCommerce.Journal.Batching;

/// <summary>An append that waits for its answer. It is its own completion source, to save an allocation on the hot path.</summary>
/// <remarks>
/// A committer settles it while the batch is worked on; the caller sees the answer when the lane publishes it, after the
/// appends that queue behind a failed one have been marked.
/// </remarks>
internal sealed class PendingAppend(Append append, int bytes)
    : TaskCompletionSource<AppendResult>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Cancelled = 2;

    private int _state;
    private AppendResult _result;
    private Exception? _error;
    private CancellationTokenRegistration _cancellation;

    /// <summary>What to append.</summary>
    public Append Append { get; } = append;

    /// <summary>Payload bytes of all its events.</summary>
    public int Bytes { get; } = bytes;

    /// <summary>When it was queued, as a <see cref="Stopwatch"/> timestamp.</summary>
    public long QueuedAt { get; } = Stopwatch.GetTimestamp();

    /// <summary>The trace of whoever appends; none when nobody listens.</summary>
    public ActivityContext Trace { get; } = JournalInstruments.IsTraced ? Activity.Current?.Context ?? default : default;

    /// <summary>The stream's head once this append is committed.</summary>
    public long VersionAfter => Append.ExpectedVersion + Append.Events.Count;

    /// <summary>The run of appends it belongs to in its batch.</summary>
    public Chain? Chain { get; set; }

    /// <summary>Whether it continues <see cref="Chain"/>; one that does not has lost to the append before it.</summary>
    public bool Continues { get; set; }

    /// <summary>Events that go before its own in its batch, when it continues its chain.</summary>
    public int Offset { get; set; }

    /// <summary>Whether the answer is known.</summary>
    public bool IsSettled { get; private set; }

    /// <summary>Whether the answer is that its events are durable.</summary>
    public bool IsCommitted => IsSettled && _error is null && _result.Status == AppendStatus.Committed;

    /// <summary>Whether the answer is a conflict.</summary>
    public bool IsConflict => IsSettled && _error is null && _result.Status == AppendStatus.Conflict;

    /// <summary>Lets <paramref name="cancellationToken"/> abandon the append for as long as no batch has taken it.</summary>
    public void CancelWith(CancellationToken cancellationToken)
    {
        _cancellation = cancellationToken.UnsafeRegister(
            static (state, token) =>
            {
                var pending = (PendingAppend)state!;
                if (Interlocked.CompareExchange(ref pending._state, Cancelled, Waiting) == Waiting)
                {
                    pending.TrySetCanceled(token);
                }
            },
            this);
    }

    /// <summary>Moves it into a batch; false when its caller has cancelled it before.</summary>
    public bool TryTake() => Interlocked.CompareExchange(ref _state, Taken, Waiting) == Waiting;

    /// <summary>Notes the answer.</summary>
    /// <param name="status">Committed or conflict.</param>
    /// <param name="version">The stream's head.</param>
    /// <param name="connection">What committed it; see <see cref="AppendResult.Connection"/>.</param>
    public void Settle(AppendStatus status, long version, object? connection = null)
    {
        if (!IsSettled)
        {
            _result = new AppendResult(status, version) { Connection = connection };
            IsSettled = true;
        }
    }

    /// <summary>Notes the failure.</summary>
    public void Settle(Exception error)
    {
        if (!IsSettled)
        {
            _error = error;
            IsSettled = true;
        }
    }

    /// <summary>Fails with it: the answer to an append that was decided on the events of <paramref name="failed"/>.</summary>
    public void SettleBehind(PendingAppend failed)
    {
        if (failed.IsConflict)
        {
            Settle(AppendStatus.Conflict, failed._result.Version);
        }
        else
        {
            Settle(PredecessorFailed(failed._error));
        }
    }

    /// <summary>Settles it when <see cref="Append.After"/> was answered by anything but a commit.</summary>
    public void SettleByPredecessor()
    {
        if (Append.After is not { IsCompleted: true } after)
        {
            return;
        }

        if (!after.IsCompletedSuccessfully)
        {
            Settle(PredecessorFailed(after.Exception?.InnerException));
        }
        else if (after.Result.Status == AppendStatus.Conflict)
        {
            Settle(AppendStatus.Conflict, after.Result.Version);
        }
    }

    /// <summary>
    /// Whether another writer's event would stand where this one's must go, so that the primary key refuses it: it begins its stream, or was
    /// decided on an append that <paramref name="connection"/> has committed, and that left the head that this one expects.
    /// </summary>
    public bool IsFencedByItsPlace(object connection)
    {
        if (Append.ExpectedVersion == 0)
        {
            return true;
        }

        if (Append.After is { } after && after.IsCompletedSuccessfully)
        {
            var result = after.Result;
            return result.Status == AppendStatus.Committed
                && result.Version == Append.ExpectedVersion
                && ReferenceEquals(result.Connection, connection);
        }

        return false;
    }

    /// <summary>Gives the caller the answer.</summary>
    public void Publish()
    {
        _cancellation.Dispose();
        if (_error is not null)
        {
            TrySetException(_error);
        }
        else
        {
            TrySetResult(_result);
        }
    }

    private static JournalUnavailableException PredecessorFailed(Exception? cause) =>
        new("The append before this one in its stream was not written, so this one was not tried.", outcomeKnown: true, cause);
}
