using OrleansCommerce.Journal.Diagnostics;

namespace OrleansCommerce.Journal.Batching;

/// <summary>
/// Appends on their way to one committer, and the batch that it works on. Whoever adds to a sleeping queue must start to take
/// from it; whoever takes goes on until nothing is left. Adding is safe from any thread; one at a time takes and publishes.
/// </summary>
internal sealed class AppendQueue(JournalOptions limits, JournalInstruments instruments)
{
    private readonly Lock _gate = new();
    private readonly List<PendingAppend> _refused = [];
    private readonly Queue<PendingAppend> _waiting = new();
    private readonly Dictionary<string, PendingAppend> _failed = new(StringComparer.Ordinal);
    private bool _running;
    private TaskCompletionSource? _idle;

    /// <summary>The batch that was taken; empty when all that was taken had failed before.</summary>
    public Batch Batch { get; } = new();

    /// <summary>Queues an append; true when the caller must start to take.</summary>
    public bool Add(PendingAppend pending)
    {
        lock (_gate)
        {
            _waiting.Enqueue(pending);
            var start = !_running;
            _running = true;
            return start;
        }
    }

    /// <summary>Completes when nothing waits and nothing is under way.</summary>
    public Task WhenIdleAsync()
    {
        lock (_gate)
        {
            if (!_running)
            {
                return Task.CompletedTask;
            }

            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }

    /// <summary>Fills the batch; false when there is nothing left, and the queue then sleeps.</summary>
    public bool TryTake()
    {
        lock (_gate)
        {
            while (_waiting.TryPeek(out var next) && Batch.Fits(next, limits))
            {
                _waiting.Dequeue();
                Sort(next);
            }

            FailThoseBehind();
            if (Batch.Appends.Count > 0 || _refused.Count > 0)
            {
                return true;
            }

            _running = false;
            _idle?.SetResult();
            _idle = null;
            return false;
        }
    }

    /// <summary>Gives every append that was taken its answer.</summary>
    public void Publish()
    {
        lock (_gate)
        {
            foreach (var pending in Batch.Appends)
            {
                if (!pending.IsCommitted)
                {
                    _failed.TryAdd(pending.Append.Stream, pending);
                }
            }

            FailThoseBehind();
        }

        instruments.Answered(Batch.Appends);
        instruments.Left(Batch.Appends.Count + _refused.Count);
        _refused.ForEach(static p => p.Publish());
        Batch.Appends.ForEach(static p => p.Publish());
        _refused.Clear();
        Batch.Clear();
    }

    /// <summary>Forgets everything without an answer to anyone, as a crash does.</summary>
    public void Abandon()
    {
        lock (_gate)
        {
            _waiting.Clear();
            _refused.Clear();
        }
    }

    private void Sort(PendingAppend next)
    {
        if (_failed.Count > 0 && _failed.TryGetValue(next.Append.Stream, out var failed))
        {
            next.SettleBehind(failed);
        }

        if (!next.TryTake())
        {
            // Its caller has gone; whoever was decided on its events must not take another writer's events for them.
            next.Settle(new OperationCanceledException());
            _failed.TryAdd(next.Append.Stream, next);
            instruments.Left(1);
            return;
        }

        next.SettleByPredecessor();
        if (next.IsSettled)
        {
            _refused.Add(next);
            _failed.TryAdd(next.Append.Stream, next);
        }
        else
        {
            Batch.Add(next);
        }
    }

    /// <summary>
    /// An append that was not written takes along those that wait behind it in its stream: they were decided on its events.
    /// Without this, one could be accepted because another process has meanwhile written as many events as this one lost.
    /// </summary>
    private void FailThoseBehind()
    {
        if (_failed.Count == 0)
        {
            return;
        }

        foreach (var pending in _waiting)
        {
            if (_failed.TryGetValue(pending.Append.Stream, out var failed))
            {
                pending.SettleBehind(failed);
            }
        }

        _failed.Clear();
    }
}
