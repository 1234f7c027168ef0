namespace OrleansCommerce.Journal.Batching;

/// <summary>One connection's worth of a store: makes batches durable, one after the other.</summary>
internal interface IBatchCommitter : IAsyncDisposable
{
    /// <summary>
    /// Writes the appends that continue a chain whose expected version is the stream's head, and settles every append of
    /// the batch. Returns after the commit is durable, or after it is certain which appends failed.
    /// </summary>
    Task CommitAsync(Batch batch);
}
