namespace OrleansCommerce.Journal.Batching;

/// <summary>One connection's worth of a store: makes batches durable, one after the other, on a thread that may block.</summary>
internal interface IBatchCommitter : IAsyncDisposable
{
    /// <summary>Runs <paramref name="work"/>, which must not throw, on the committer's thread, behind what was posted before; false when it is closed.</summary>
    bool TryPost(Action work);

    /// <summary>
    /// Writes the appends that continue a chain whose expected version is the stream's head, and settles every append of
    /// the batch. Returns after the commit is durable, or after it is certain which appends failed. Only on the committer's thread.
    /// </summary>
    void Commit(Batch batch);
}
