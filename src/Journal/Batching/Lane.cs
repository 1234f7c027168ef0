using OrleansCommerce.Journal.Diagnostics;

namespace OrleansCommerce.Journal.Batching;

/// <summary>
/// A queue with one committer. While a batch commits, the next one gathers; when the queue is empty the lane sleeps, and the
/// next append starts it at once: the load clocks the batches, no timer does.
/// </summary>
internal sealed class Lane(IBatchCommitter committer, AppendQueue queue, JournalInstruments instruments, CommitSignal commits)
    : IThreadPoolWorkItem
{
    /// <summary>Queues an append.</summary>
    public void Add(PendingAppend pending)
    {
        if (queue.Add(pending))
        {
            // Not in the caller: it may be a grain's turn, whose scheduler must not do the journal's work.
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    /// <summary>Completes when the lane has nothing to do.</summary>
    public Task WhenIdleAsync() => queue.WhenIdleAsync();

    void IThreadPoolWorkItem.Execute() => _ = RunAsync();

    private async Task RunAsync()
    {
        while (queue.TryTake())
        {
            if (queue.Batch.Appends.Count > 0)
            {
                await CommitAsync(queue.Batch);
            }

            queue.Publish();
        }
    }

    private async Task CommitAsync(Batch batch)
    {
        using var activity = JournalInstruments.StartBatch(batch);
        try
        {
            await committer.CommitAsync(batch);
        }
        catch (Exception e)
        {
            batch.SettleRest(new JournalUnavailableException("The journal's writer failed.", outcomeKnown: false, e));
        }

        instruments.BatchDone(batch);
        if (batch.Appends.Exists(static a => a.IsCommitted))
        {
            commits.Raise();
        }
    }
}
