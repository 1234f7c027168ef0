using OrleansCommerce.Journal.Diagnostics;

namespace OrleansCommerce.Journal.Batching;

/// <summary>
/// A queue with one committer. While a batch commits, the next one gathers; when the queue is empty the lane sleeps, and the
/// next append starts it at once: the load clocks the batches, no timer does.
/// </summary>
/// <remarks>
/// All of it runs on the committer's thread, which waits for the store itself: handing each batch to the thread pool and back would cost
/// a small commit as much time as the commit takes.
/// </remarks>
internal sealed class Lane(IBatchCommitter committer, AppendQueue queue, JournalInstruments instruments, CommitSignal commits)
{
    /// <summary>Queues an append.</summary>
    public void Add(PendingAppend pending)
    {
        if (queue.Add(pending))
        {
            GoOn();
        }
    }

    /// <summary>Completes when the lane has nothing to do.</summary>
    public Task WhenIdleAsync() => queue.WhenIdleAsync();

    private void Work()
    {
        if (!queue.TryTake())
        {
            return;
        }

        if (queue.Batch.Appends.Count > 0)
        {
            Commit(queue.Batch);
        }

        queue.Publish();
        GoOn();
    }

    /// <summary>Takes the next batch, behind what others have posted meanwhile: the thread may serve more than this lane.</summary>
    private void GoOn()
    {
        if (committer.TryPost(Work))
        {
            return;
        }

        while (queue.TryTake())
        {
            queue.Batch.SettleRest(new JournalUnavailableException("The journal is closed.", outcomeKnown: true));
            queue.Publish();
        }
    }

    private void Commit(Batch batch)
    {
        using var activity = JournalInstruments.StartBatch(batch);
        try
        {
            committer.Commit(batch);
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
